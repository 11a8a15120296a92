"""The same submissions graded by pytest, gradescope-utils, otter-grader, nbgrader and `grader batch`.

    python benchmarks/graders.py --one-by-one 5 --nbgrader 20 --grader 100 --rounds 3

Before it is timed, every tool grades a right and a wrong submission: one that cannot tell them apart is not timed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from measuring import CommandFailed, Cost, load, machine, median
from results import command, write_section
from tools import Grader, GradescopeUtils, Misgraded, Nbgrader, Otter, Pytest, Tool

BASE = "grader batch --jobs 2"


def measure_all(tools: dict[Tool, int], rounds: int) -> tuple[dict[Tool, list[Cost]], dict[Tool, str]]:
    """The costs of each tool, and why those that were not measured were not. `tools` gives the size of the class."""
    costs: dict[Tool, list[Cost]] = {}
    excluded: dict[Tool, str] = {}
    for tool in tools:
        try:
            tool.install()
            with tempfile.TemporaryDirectory() as folder:
                tool.tell_right_from_wrong(Path(folder))  # and do, untimed, what is done only the first time
            costs[tool] = []
        except CommandFailed as error:
            print(error, file=sys.stderr)
            excluded[tool] = f"does not run here: {error.reason}"
        except Misgraded as error:
            excluded[tool] = f"ERROR: {error}"
    # Turn by turn, so that whatever else this machine does falls on all alike.
    for _ in range(rounds):
        for tool in costs:
            with tempfile.TemporaryDirectory() as folder:
                costs[tool] += tool.grade_class(Path(folder), tools[tool])
    return costs, excluded


def row(tool: Tool, n: int, costs: Sequence[Cost], base: Cost) -> str:
    cost, walls, cpus = median(costs), [cost.wall for cost in costs], [cost.cpu for cost in costs]
    measured = f"{len(costs)} × a batch of {n}" if tool.batch else f"{len(costs)} one by one"
    return (
        f"| {tool.name} | {tool.version()} | {measured} "
        f"| {cost.wall:.3f} | {min(walls):.3f} to {max(walls):.3f} "
        f"| {cost.cpu:.3f} | {min(cpus):.3f} to {max(cpus):.3f} "
        f"| {cost.wall / base.wall:.1f} | {cost.cpu / base.cpu:.1f} |"
    )


def section(
    tools: dict[Tool, int], costs: dict[Tool, list[Cost]], excluded: dict[Tool, str], command: str, machine: str
) -> str:
    base = median(next(of_one for tool, of_one in costs.items() if tool.name == BASE))
    rows = [
        row(tool, n, costs[tool], base) if tool in costs else f"| {tool.name} | | {excluded[tool]} | | | | | | |"
        for tool, n in tools.items()
    ]
    return f"""\
## Beside other graders

{command}

Two tasks, detection/iou and optimizers/adam, right answers. Seconds for one submission: medians, and the range
over submissions (tools that grade one with each command) or over batches. The start of each command is included,
with the import of torch: once for each submission, or once for a batch. Every tool that was timed had told a right
submission from a wrong one before. All but grader run the same 6 tests, in each tool's own form, without any
isolation and one submission after the other; grader runs its own checks of these tasks in the sandbox.
The last two columns: how many times the time of `{BASE}`.

{machine}

| | version | submissions | wall s | range | CPU s | range | wall ratio | CPU ratio |
|---|---|---|---|---|---|---|---|---|
{chr(10).join(rows)}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--one-by-one", type=int, default=5, help="submissions, for tools that grade one at a time")
    parser.add_argument("--nbgrader", type=int, default=20, help="submissions in nbgrader's batch")
    parser.add_argument("--grader", type=int, default=100, help="submissions in grader's batch")
    parser.add_argument("--rounds", type=int, default=3, help="times that every tool grades its class")
    options = parser.parse_args()
    tools: dict[Tool, int] = dict.fromkeys([Pytest(), GradescopeUtils(), Otter()], options.one_by_one)
    tools |= {Nbgrader(): options.nbgrader, Grader(jobs=1): options.grader, Grader(jobs=2): options.grader}
    before = load()
    costs, excluded = measure_all(tools, options.rounds)
    text = section(tools, costs, excluded, command("graders", options), machine(before))
    write_section("graders", text)
    print(text)


if __name__ == "__main__":
    main()
