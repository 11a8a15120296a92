"""What the sandbox costs: `grader batch` beside a plain pytest run for each submission, measured in one go.

    python benchmarks/overhead.py --n 200

Every submission is the same two accepted answers, IoU and Adam. A second batch of a quarter of the class tells what
starting costs from what each submission costs; what the checks themselves took is in the database. Writes RESULTS.md
beside this file.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import platform
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ASSIGNMENTS = ROOT / "assignments"
ANSWERS = {
    "iou.py": ASSIGNMENTS / "detection/iou/accepted/tiny_epsilon.py",
    # No subclass of torch.optim.Optimizer: that imports torch._dynamo, seconds that only pytest would pay each time.
    "adam.py": ASSIGNMENTS / "optimizers/adam/accepted/epsilon_before_the_correction.py",
}
REFERENCE = ROOT / "reference/optimizers/adam.py"  # for the same reason pytest compares with this one
TASKS = ("detection/iou", "optimizers/adam")
PLAIN, SUBREAPER = "pytest, one process each", 36  # PR_SET_CHILD_SUBREAPER in linux/prctl.h

# What an instructor without a grader would write.
PYTEST_FILE = """\
import adam, expected_adam, iou, pytest, torch

torch.set_num_threads(1)

def test_iou():
    a = torch.tensor([[0.0, 0, 2, 2], [1, 1, 5, 3]], dtype=torch.float64)
    b = torch.tensor([[1.0, 1, 3, 3], [2, 0, 4, 2], [0, 0, 2, 2]], dtype=torch.float64)
    expected = torch.tensor([[1 / 7, 0, 1], [0.5, 0.2, 1 / 11]], dtype=torch.float64)
    torch.testing.assert_close(iou.box_iou(a, b), expected, atol=1e-6, rtol=0)

def test_iou_of_random_boxes():
    x = 10 * torch.rand(2, 8, 2, dtype=torch.float64)
    a, b = torch.cat([x, x + 5], dim=2)
    result = iou.box_iou(a, b)
    torch.testing.assert_close(result, iou.box_iou(b, a).T)
    assert ((result >= 0) & (result <= 1)).all()

@pytest.mark.parametrize("options", [
    {}, {"betas": (0.8, 0.98)}, {"weight_decay": 0.1}, {"weight_decay": 0.1, "decoupled": True}
])
def test_adam(options):
    torch.manual_seed(0)
    start = torch.randn(5, 3, dtype=torch.float64)
    one, other = start.clone().requires_grad_(), start.clone().requires_grad_()
    first, second = adam.Adam([one], lr=0.02, **options), expected_adam.Adam([other], lr=0.02, **options)
    for _ in range(20):
        one.grad = torch.randn_like(start)
        other.grad = one.grad.clone()
        first.step()
        second.step()
    torch.testing.assert_close(one, other, atol=1e-6, rtol=0)
"""


@dataclass(frozen=True)
class Cost:
    """Seconds for one submission, this command's start included in equal shares."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Marginal:
    """CPU seconds of one more submission, and how much of them was the probes and the student's own code."""

    cpu: float
    own: float


def measure(command: Sequence[str], folder: Path, submissions: int) -> Cost:
    """Run a command to its end, and count the CPU time of all its descendants."""
    environment = os.environ | {"GRADER_COURSE": str(ROOT)}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    wall = time.perf_counter() - start
    reap_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall / submissions, cpu / submissions)


def adopt_orphans() -> None:
    """bwrap ends without waiting for the sandbox's first process; unless that comes to us, its CPU time is lost."""
    if ctypes.CDLL(None, use_errno=True).prctl(SUBREAPER, 1, 0, 0, 0):
        raise SystemExit("this kernel lets no process adopt orphans: CPU times would be wrong")


def reap_orphans() -> None:
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def median(costs: Sequence[Cost]) -> Cost:
    return Cost(statistics.median(cost.wall for cost in costs), statistics.median(cost.cpu for cost in costs))


def lay_out(folder: Path, n: int) -> None:
    """A class of `n`, and one of a quarter, one folder each; a comment makes every submission a different one."""
    for i in range(n):
        for student in [folder / "class" / f"student_{i:04}"] + [folder / "quarter" / f"student_{i:04}"] * (4 * i < n):
            student.mkdir(parents=True)
            for name, source in ANSWERS.items():
                text = source.read_text(encoding="utf-8")
                (student / name).write_text(f"{text}\n# {student.name}\n", encoding="utf-8")
    plain = folder / "plain"
    shutil.copytree(folder / "class" / "student_0000", plain)
    shutil.copyfile(REFERENCE, plain / "expected_adam.py")
    (plain / "test_submission.py").write_text(PYTEST_FILE, encoding="utf-8")


def run(n: int, repeat: int, batches: int) -> tuple[dict[str, list[Cost]], list[Marginal]]:
    python = sys.executable
    marginals: list[Marginal] = []
    costs: dict[str, list[Cost]] = {PLAIN: [], "grader batch --jobs 1": [], "grader batch --jobs 2": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, n)
        tasks = [word for task in TASKS for word in ("--task", task)]
        plain = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_submission.py"]
        # Turn by turn, so that whatever else this machine does falls on all alike.
        for i in range(max(repeat, batches)):
            if i < repeat:
                costs[PLAIN].append(measure(plain, folder / "plain", 1))
            if i >= batches:
                continue
            batch = [python, "-m", "grader", "batch", *tasks]
            for jobs in (1, 2):
                where = ["class", "--db", f"{i}_{jobs}.sqlite", "--jobs", str(jobs)]
                costs[f"grader batch --jobs {jobs}"].append(measure([*batch, *where], folder, n))
            quarter = measure([*batch, "quarter", "--db", f"{i}_q.sqlite", "--jobs", "1"], folder, 1)
            whole = costs["grader batch --jobs 1"][-1].cpu * n
            more = n - len(list((folder / "quarter").iterdir()))
            marginals.append(Marginal((whole - quarter.cpu) / more, seconds_in_checks(folder / f"{i}_1.sqlite") / n))
    return costs, marginals


def seconds_in_checks(database: Path) -> float:
    with sqlite3.connect(database) as connection:
        return float(connection.execute("SELECT sum(seconds) FROM check_results").fetchone()[0])


def table(
    costs: dict[str, list[Cost]], marginals: list[Marginal], command: str, n: int, load: tuple[float, float]
) -> str:
    base = median(costs[PLAIN])
    lines = [
        "# Overhead of the sandbox",
        "",
        f"    {command}",
        "",
        f"{n} submissions of the same two accepted answers (detection/iou and optimizers/adam, 24 checks), seconds",
        "for one submission, medians. The start of each command is included: pytest pays it, with the import of torch,",
        "for every submission, a batch once. pytest runs a shorter file (6 tests) without any isolation.",
        "",
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"torch {version('torch')}; load average {load[0]:.1f} before, {load[1]:.1f} after.",
        "Where the load average exceeds the number of cores, wall times say as much about the neighbours; "
        "compare CPU times.",
        "",
        "| | repetitions | wall s | CPU s | wall / pytest | CPU / pytest | wall, fastest to slowest |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, all_costs in costs.items():
        cost, walls = median(all_costs), sorted(cost.wall for cost in all_costs)
        lines.append(
            f"| {name} | {len(walls)} | {cost.wall:.3f} | {cost.cpu:.3f} "
            f"| {cost.wall / base.wall:.2f} | {cost.cpu / base.cpu:.2f} | {walls[0]:.3f} to {walls[-1]:.3f} |"
        )
    cpu, own = (statistics.median(values) for values in zip(*((m.cpu, m.own) for m in marginals), strict=True))
    overhead = (cpu - own) * 1e3
    lines += [
        "",
        f"After the start, one more submission takes {cpu * 1e3:.0f} ms of CPU: {own * 1e3:.0f} ms of them in the probes",
        f"and the student's own code, **{overhead:.0f} ms overhead** for two tasks, {overhead / 2:.0f} ms for each (reading,",
        "fork and confinement, transfer, comparison, storage).",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--n", type=int, default=200, help="submissions in the class")
    parser.add_argument("--repeat", type=int, default=3, help="runs of pytest")
    parser.add_argument("--batches", type=int, default=1, help="runs of each batch")
    options = parser.parse_args()
    adopt_orphans()
    before = os.getloadavg()[0]
    command = f"python benchmarks/overhead.py --n {options.n} --repeat {options.repeat} --batches {options.batches}"
    costs, marginals = run(options.n, options.repeat, options.batches)
    text = table(costs, marginals, command, options.n, (before, os.getloadavg()[0]))
    (Path(__file__).parent / "RESULTS.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
