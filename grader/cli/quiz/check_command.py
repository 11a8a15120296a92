"""`grader quiz check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli import options
from grader.model import Language

if TYPE_CHECKING:
    from grader.sandbox.launch import Mode


@click.command("check")
@click.argument("answers", type=click.Path(path_type=Path))
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Also write the report as HTML.")
@options.unsafe_no_sandbox
@options.as_json
@options.lang
def command(answers: Path, html: Path | None, unsafe_no_sandbox: bool, as_json: bool, lang: Language) -> int:
    """Mark one answer file and say what was wrong: of practice questions
    anywhere, of a paper in the course that issued it.

    \b
    Example:  grader quiz check answers/practice-optimizers.json
    """
    from grader.catalog import Catalog, course_root
    from grader.model import Verdict
    from grader.quiz.checking import check
    from grader.report.audience import Audience

    mode: Mode = "plain" if unsafe_no_sandbox else "bubblewrap"
    report = check(Catalog(course_root()), answers, mode=mode)
    if as_json:
        from grader.report.as_json import document

        click.echo("".join(document([report], audience=Audience.STAFF, language=lang)))
    else:
        from grader.report.terminal import render

        click.echo(render(report, **options.Terminal.here().options(lang), audience=Audience.STAFF), nl=False)
    if html is not None:
        from grader.files import write_file
        from grader.report.html import student_html

        write_file(html, student_html(report, language=lang, audience=Audience.STAFF), option="--html")
        click.echo(html, err=True)
    verdicts = {result.verdict for task in report.tasks for result in task.checks}
    if Verdict.INTERNAL in verdicts:
        return 5
    return 0 if verdicts == {Verdict.PASS} else 1
