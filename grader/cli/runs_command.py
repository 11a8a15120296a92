"""`grader runs`."""

from __future__ import annotations

import textwrap

import click

from grader.cli import options


@click.command("runs")
@options.db
def command(db: str) -> int:
    """List the runs in a database, oldest first: number, start, how many
    submissions, over which folder, and how they were graded.

    \b
    Example:  grader runs --db class.sqlite
    """
    from grader.storage import Results

    with Results.open(db, create=False) as results:
        for run in results.runs():
            count = len(results.students(run.id))
            state = "" if run.finished_at is not None else "  (not finished: --resume goes on)"
            click.echo(
                f"{run.id:4}  {run.started_at:%Y-%m-%d %H:%M} UTC  {count} submission{'s' * (count != 1)}{state}"
            )
            click.echo(_row("over", run.origin))
            click.echo(_row("tasks", _wrapped(", ".join(run.tasks))))
            click.echo(_row("seed", str(run.seed)))
            conditions = {**run.settings, **run.versions}
            click.echo(_row("with", _wrapped(", ".join(f"{name} {value}" for name, value in conditions.items()))))
    return 0


def _row(label: str, text: str) -> str:
    return f"      {label:5}  {text}"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 80 - 13, break_long_words=False, break_on_hyphens=False).replace("\n", "\n" + " " * 13)
