"""What a student waits for: `grader check` beside `python -c 'import torch'`, and a check again under `--watch`.

python benchmarks/check.py --repeat 7
"""

from __future__ import annotations

import argparse
import os
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import measuring
from results import command, write_section
from submissions import FILES, RIGHT

# The same calls in the process that imports torch, so that what is left is the grader's own.
CALLS = """\
import sys
sys.path.insert(0, {here!r})
import bare, pathlib
(asked,) = bare.Asked.of([{task!r}], seed=0)
asked.call_all(pathlib.Path({path!r}))
"""


def timed(words: list[str], folder: Path) -> float:
    start = time.perf_counter()
    measuring.run(words, folder)
    return time.perf_counter() - start


def watched(path: Path, task: str) -> tuple[float, float]:
    """Seconds from the start, and from saving the file, until the report is there."""
    words = [sys.executable, "-m", "grader", "check", str(path), "--task", task, "--watch"]
    environment = os.environ | {"GRADER_COURSE": str(measuring.ROOT)}
    start = time.perf_counter()
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            assert process.stdout is not None
            first = until_quiet(process.stdout.fileno()) - start
            time.sleep(1.5)  # a person reads
            path.write_text(path.read_text(encoding="utf-8") + "\n# saved again\n", encoding="utf-8")
            saved = time.perf_counter()
            return first, until_quiet(process.stdout.fileno()) - saved
        finally:
            process.terminate()


def until_quiet(descriptor: int) -> float:
    """When the last of what is printed at once has come."""
    os.read(descriptor, 1 << 16)
    last = time.perf_counter()
    while select.select([descriptor], [], [], 0.3)[0]:
        os.read(descriptor, 1 << 16)
        last = time.perf_counter()
    return last


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--repeat", type=int, default=7)
    options = parser.parse_args()
    load = measuring.load()
    rows = []
    with tempfile.TemporaryDirectory() as name:
        for task, file in FILES.items():
            path = Path(name) / file
            path.write_text(RIGHT[file].read_text(encoding="utf-8"), encoding="utf-8")
            rows.append((task, measured(path, task, options.repeat)))
    lines = [
        f"| {task} | "
        + " | ".join(f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})" for values in row)
        + " |"
        for task, row in rows
    ]
    text = "\n".join(
        [
            "## What a student waits for",
            "",
            command("check", options),
            "",
            "Seconds of wall time, median and range, taken in turns. *The floor* imports torch and makes the same calls in",
            "that process; the reference's observations are in the cache, as after a student's first check, or in a bundle.",
            "",
            measuring.machine(load),
            "",
            "| | `import torch` | the floor | `grader check` | check / floor | under `--watch`: the first | after saving |",
            "|---|---|---|---|---|---|---|",
            *lines,
        ]
    )
    write_section("check", text)
    print(text)


def measured(path: Path, task: str, repeat: int) -> list[list[float]]:
    python, here = sys.executable, str(Path(__file__).resolve().parent)
    check = [python, "-m", "grader", "check", str(path), "--task", task]
    ways: list[Callable[[], float]] = [
        lambda: timed([python, "-c", "import torch"], path.parent),
        lambda: timed([python, "-c", CALLS.format(here=here, path=str(path), task=task)], path.parent),
        lambda: timed(check, path.parent),
    ]
    measuring.run(check, path.parent)  # fills the cache
    turns = [[way() for way in ways] for _ in range(repeat)]
    alone, floor, ours = map(list, zip(*turns, strict=True))
    first, again = map(list, zip(*(watched(path, task) for _ in range(min(repeat, 3))), strict=True))
    return [alone, floor, ours, [a / b for a, b in zip(ours, floor, strict=True)], first, again]


if __name__ == "__main__":
    main()
