"""`grader validate`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from grader.cli import options
from grader.model import Task, Verdict

if TYPE_CHECKING:
    from grader.sandbox.launch import Mode
    from grader.validation import Examined, Margin, Row

_MARKS = {
    Verdict.PASS: ".",
    Verdict.WARNING: "W",
    Verdict.FAIL: "F",
    Verdict.ERROR: "E",
    Verdict.SKIPPED: "s",
    Verdict.INTERNAL: "!",
}


@click.command("validate")
@click.argument("names", nargs=-1, metavar="[UNIT[/TASK]]...")
@click.option("--sandbox", is_flag=True, help="Inside bubblewrap, as `grader batch` would.")
@click.option("--seed", type=int, default=1, show_default=True, help="Draw other numbers for the tests.")
@click.option("--margins", "all_margins", is_flag=True, help="Print the margins of every check, not only thin ones.")
@options.jobs
def command(names: Sequence[str], sandbox: bool, seed: int, all_margins: bool, jobs: int) -> int:
    """Print the kill matrix: which check catches which mistake. Ends with 1 when
    a mistake or the starter passes everything, a mistake is taken for another
    one, a right solution fails, or a check can be passed without computing
    anything.

    \b
    Example:  grader validate optimizers/adam
    """
    from grader.catalog import whole_course
    from grader.validation import examine, margins

    catalog = whole_course()
    mode: Mode = "bubblewrap" if sandbox else "plain"
    broken: list[str] = []
    for examined in examine(catalog.select(names), catalog, mode=mode, seed=seed, jobs=jobs):
        _head(examined)
        for row in examined.rows:
            click.echo(_line(row))
        _print_margins([one for one in margins(examined.task, examined.rows) if all_margins or one.thin], examined.task)
        broken += examined.broken
    for line in broken:
        click.echo(f"broken: {line}", err=True)
    return 1 if broken else 0


def _head(examined: Examined) -> None:
    task = examined.task
    click.echo(f"{task.name} ({task.points:g} points)")
    for i, check in enumerate(task.checks, 1):
        note = "  BROKEN guessable" if check.name in examined.guesses else ""
        click.echo(f"  {i:2} {check.name} [{check.visibility}, {check.points:g}]{note}")
    click.echo(" " * 37 + " ".join(f"{i:>2}" for i in range(1, len(task.checks) + 1)))


def _line(row: Row) -> str:
    cells = " ".join(f"{_MARKS.get(verdict, 'T'):>2}" for _, verdict in row.verdicts)
    note = "  named" if row.named == {row.name} else f"  named {', '.join(sorted(row.named))}" if row.named else ""
    note += f"  BROKEN {row.detail}" if row.broken else ""
    return f"  {row.kind[:3]} {row.name[:30]:30} {cells}{note}"


def _print_margins(chosen: Sequence[Margin], task: Task) -> None:
    """A line for each check: how far the furthest right and the nearest wrong solution are from its tolerance."""
    numbers = {check.name: i for i, check in enumerate(task.checks, 1)}
    for one in chosen:
        right = f"right {_times(one.right)} {one.furthest_right:21.21}"
        wrong = f"wrong {_times(one.wrong)} {one.nearest_wrong:.21}"
        click.echo(f"  {'thin' if one.thin else '':4} {numbers[one.check]:2} {right} {wrong}".rstrip())


def _times(margin: float) -> str:
    if math.isinf(margin):
        return f"{'-':>5} "
    text = (
        f"{margin:.1f}" if margin < 10 else f"{margin:.0f}" if margin < 1000 else f"1e{math.floor(math.log10(margin))}"
    )
    return f"{text:>5}x"
