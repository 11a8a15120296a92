"""`grader validate`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from grader.model import Task, Verdict

_MARKS = {Verdict.PASS: ".", Verdict.FAIL: "F", Verdict.ERROR: "E", Verdict.SKIPPED: "s", Verdict.INTERNAL: "!"}


@click.command("validate")
@click.argument("names", nargs=-1, metavar="[UNIT[/TASK]]...")
@click.option("--sandbox", is_flag=True, help="Inside bubblewrap, as `grader batch` would.")
@click.option("--seed", type=int, default=1, show_default=True)
def command(names: Sequence[str], sandbox: bool, seed: int) -> int:
    """Print the kill matrix: which check catches which mistake. Ends with 1 when
    a mistake passes everything or a right solution fails.

    \b
    Example:  grader validate optimizers/adam
    """
    from grader.catalog import Catalog, course_root
    from grader.sandbox.worker import Worker
    from grader.validation import Row, validate

    catalog = Catalog(course_root())
    tasks = catalog.select(names)
    broken: list[str] = []
    with Worker.for_tasks(tasks, mode="bubblewrap" if sandbox else "plain") as worker:
        for task in tasks:
            rows: list[Row] = []
            _head(task)
            for row in validate(task, catalog, worker, seed=seed):
                rows.append(row)
                cells = " ".join(f"{_MARKS.get(verdict, 'T'):>2}" for _, verdict in row.verdicts)
                note = "  named" if row.named == {row.name} else f"  named {', '.join(row.named)}" if row.named else ""
                note += f"  BROKEN {row.detail}" if row.broken else ""
                click.echo(f"  {row.kind[:3]} {row.name[:30]:30} {cells}{note}")
            broken += [f"{task.name}: {row.name}" for row in rows if row.broken]
    for line in broken:
        click.echo(f"broken: {line}", err=True)
    return 1 if broken else 0


def _head(task: Task) -> None:
    click.echo(f"{task.name} ({task.points:g} points)")
    for i, check in enumerate(task.checks, 1):
        click.echo(f"  {i:2} {check.name} [{check.visibility}, {check.points:g}]")
    click.echo(" " * 37 + " ".join(f"{i:>2}" for i in range(1, len(task.checks) + 1)))
