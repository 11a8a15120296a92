"""`grader report`."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli import options
from grader.model import Language


@click.command("report")
@options.db
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder to write to.")
@click.option("--run", "run_id", type=int, help="A run's number, as `grader runs` lists it.  [default: the latest]")
@click.option(
    "--audience",
    type=click.Choice(["staff", "student"]),
    default="staff",
    show_default=True,
    help="Who will read it.",
)
@options.lang
def command(db: str, out: Path, run_id: int | None, audience: str, lang: Language) -> int:
    """Write the HTML report: a page for the class, and one for each student.

    With --audience student only the students' pages are written, without what
    hidden checks measured; each is complete in itself and names no other student.

    \b
    Example:  grader report --db class.sqlite --out report/
    """
    from grader.report import words
    from grader.report.audience import Audience
    from grader.report.html import write_site
    from grader.storage import Results

    with Results.open(db, create=False) as results:
        run = results.run_or_latest(run_id)
        written = write_site(run, results.reports(run.id), out, language=lang, audience=Audience(audience))
        count = len(results.students(run.id))
    if written.is_dir():
        click.echo(words.counted("pages_for_students", count, lang), err=True)
    click.echo(written)
    return 0
