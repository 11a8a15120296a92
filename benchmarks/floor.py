"""How far `grader batch` is from the floor: a bare fork of a process that holds torch, and the submissions' own calls.

    python benchmarks/floor.py --n 500 --few 50 --jobs 2 --repeat 1

Also how much memory the process takes that reads, compares and stores, for a small class and a large one.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import measuring
from measuring import Cost
from results import command, write_section
from submissions import TASKS, class_of

HERE = Path(__file__).resolve().parent


def bare(folder: Path, n: int, jobs: int) -> Cost:
    """The floor, `jobs` processes side by side."""
    words = [[sys.executable, str(HERE / "bare.py"), str(folder / "class"), str(i), str(jobs)] for i in range(jobs)]
    script = "import subprocess, sys\n" + "\n".join(
        [f"running = [subprocess.Popen(words) for words in {words!r}]", "sys.exit(any([p.wait() for p in running]))"]
    )
    return measuring.measure([sys.executable, "-c", script], HERE, n)


def batch_command(name: str, jobs: int) -> list[str]:
    tasks = [word for task in TASKS for word in ("--task", task)]
    return [sys.executable, "-m", "grader", "batch", "class", *tasks, "--db", f"{name}.sqlite", "--jobs", str(jobs)]


def lay_out(folder: Path, n: int) -> Path:
    for submission in class_of(n):
        submission.write(folder / "class" / submission.student)
    return folder


def peak_mib(folder: Path, jobs: int) -> int:
    """The largest resident set of the command's own process, by the kernel's count."""
    environment = os.environ | {"GRADER_COURSE": str(measuring.ROOT)}
    words = batch_command("peak", jobs)
    process = subprocess.Popen(words, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return os.wait4(process.pid, 0)[2].ru_maxrss >> 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--n", type=int, default=500, help="submissions of the large class")
    parser.add_argument("--few", type=int, default=50, help="submissions of the small class")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    load = measuring.load()
    with tempfile.TemporaryDirectory() as name:
        few, many = lay_out(Path(name) / "few", options.few), lay_out(Path(name) / "many", options.n)
        floors, batches = [], []
        for i in range(options.repeat):  # turn by turn, so that the neighbours' doings fall on both alike
            floors.append(bare(many, options.n, options.jobs))
            batches.append(measuring.measure(batch_command(str(i), options.jobs), many, options.n))
        peaks = [peak_mib(folder, options.jobs) for folder in (few, many)]
    floor, ours = measuring.median(floors), measuring.median(batches)
    walls = [one.wall / other.wall for one, other in zip(batches, floors, strict=True)]
    text = f"""\
## The floor

{command("floor", options)}

{options.n} submissions of two tasks (detection/iou and optimizers/adam), {options.jobs} jobs, seconds for one submission
with the start included. The floor: {options.jobs} processes that hold torch fork for every answer, and the child makes
the same calls, without sandbox, transfer, comparison or storage. (A fork for each task: its rules hold in its own process.)

{measuring.machine(load)}

| | wall s | CPU s |
|---|---|---|
| floor | {floor.wall:.4f} | {floor.cpu:.4f} |
| grader batch | {ours.wall:.4f} | {ours.cpu:.4f} |
| **ratio** | **{statistics.median(walls):.2f}** ({min(walls):.2f} to {max(walls):.2f}) | {ours.cpu / floor.cpu:.2f} |

Largest resident set of the process that reads, compares and stores: {peaks[0]} MiB with {options.few} submissions,
{peaks[1]} MiB with {options.n}.
"""
    write_section("floor", text)
    print(text)


if __name__ == "__main__":
    main()
