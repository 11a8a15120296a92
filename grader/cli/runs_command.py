"""`grader runs`."""

from __future__ import annotations

import click

from grader.cli import options


@click.command("runs")
@options.db
def command(db: str) -> int:
    """List the runs in a database, oldest first: number, start, how many
    submissions, and over which folder.

    \b
    Example:  grader runs --db class.sqlite
    """
    from grader.storage import Results

    with Results.open(db, create=False) as results:
        for run in results.runs():
            state = "" if run.finished_at is not None else "  (not finished: --resume goes on)"
            count = len(results.students(run.id))
            click.echo(f"{run.id:4}  {run.started_at:%Y-%m-%d %H:%M} UTC  {count:5}  {run.origin}{state}")
    return 0
