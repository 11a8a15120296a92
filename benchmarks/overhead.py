"""What the sandbox costs: `grader batch` beside a plain pytest run for each submission, measured in one go.

    python benchmarks/overhead.py --n 200 --repeat 3 --batches 1

Every submission is the same two right answers, IoU and Adam. A second batch of a quarter of the class tells what
starting costs from what each submission costs; what the checks themselves took is in the database.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measuring import Cost, load, machine, median
from results import command, write_section
from tools import Grader, Pytest, Tool

PLAIN, ONE_JOB, TWO_JOBS = Pytest(), Grader(jobs=1), Grader(jobs=2)


@dataclass(frozen=True)
class Marginal:
    """CPU seconds of one more submission, and how much of them was the probes and the student's own code."""

    cpu: float
    own: float


def measure_all(n: int, repeat: int, batches: int) -> tuple[dict[Tool, list[Cost]], list[Marginal]]:
    costs: dict[Tool, list[Cost]] = {PLAIN: [], ONE_JOB: [], TWO_JOBS: []}
    marginals: list[Marginal] = []
    few = max(1, n // 4)
    with tempfile.TemporaryDirectory() as name:
        # Turn by turn, so that whatever else this machine does falls on all alike.
        for i in range(max(repeat, batches)):
            turn = Path(name) / str(i)
            if i < repeat:
                costs[PLAIN] += PLAIN.grade_class(turn / "plain", 1)
            if i >= batches:
                continue
            (one,) = ONE_JOB.grade_class(turn / "one", n)
            (quarter,) = ONE_JOB.grade_class(turn / "quarter", few)
            costs[ONE_JOB].append(one)
            costs[TWO_JOBS] += TWO_JOBS.grade_class(turn / "two", n)
            marginals.append(
                Marginal((one.cpu * n - quarter.cpu * few) / (n - few), ONE_JOB.seconds_in_checks(turn / "one") / n)
            )
    return costs, marginals


def row(tool: Tool, costs: Sequence[Cost], base: Cost) -> str:
    cost, walls = median(costs), [cost.wall for cost in costs]
    return (
        f"| {tool.name} | {len(costs)} | {cost.wall:.3f} | {min(walls):.3f} to {max(walls):.3f} | {cost.cpu:.3f} "
        f"| {cost.wall / base.wall:.2f} | {cost.cpu / base.cpu:.2f} |"
    )


def section(costs: dict[Tool, list[Cost]], marginals: Sequence[Marginal], n: int, command: str, machine: str) -> str:
    rows = "\n".join(row(tool, of_one, median(costs[PLAIN])) for tool, of_one in costs.items())
    cpu, own = (1e3 * statistics.median(values) for values in zip(*((m.cpu, m.own) for m in marginals), strict=True))
    return f"""\
## Overhead of the sandbox

{command}

{n} submissions of the same two right answers (detection/iou and optimizers/adam), seconds for one submission,
medians. The start of each command is included: pytest pays it, with the import of torch, for every submission, a
batch once. pytest runs a shorter file (6 tests) without any isolation.

{machine}

| | repetitions | wall s | range | CPU s | wall / pytest | CPU / pytest |
|---|---|---|---|---|---|---|
{rows}

After the start, one more submission takes {cpu:.0f} ms of CPU: {own:.0f} ms of them in the probes and the student's
own code, **{cpu - own:.0f} ms overhead** for two tasks, {(cpu - own) / 2:.0f} ms for each (reading, fork and confinement,
transfer, comparison, storage).
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--n", type=int, default=200, help="submissions in the class, 2 or more")
    parser.add_argument("--repeat", type=int, default=3, help="runs of pytest")
    parser.add_argument("--batches", type=int, default=1, help="runs of each batch")
    options = parser.parse_args()
    before = load()
    costs, marginals = measure_all(options.n, options.repeat, options.batches)
    text = section(costs, marginals, options.n, command("overhead", options), machine(before))
    write_section("overhead", text)
    print(text)


if __name__ == "__main__":
    main()
