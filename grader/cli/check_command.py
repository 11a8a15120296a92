"""`grader check`."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli import options
from grader.errors import UnreadableError, UsageError
from grader.model import Language, Report, Submission, Task, Text, Verdict, Visibility

if TYPE_CHECKING:
    from grader.checking import Checker
    from grader.sandbox.launch import Device


@click.command("check")
@click.argument("path", type=click.Path(path_type=Path), default=Path("."))
@options.tasks
@options.as_json
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Also write the report as HTML.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
@click.option("--public", "public_only", is_flag=True, help="Leave the hidden checks out, even where they could run.")
@click.option("--seed", type=int, default=0, show_default=True, help="Draw other numbers for the tests.")
@options.device
@options.lang
def command(
    path: Path,
    names: Sequence[str],
    as_json: bool,
    html: Path | None,
    watch: bool,
    public_only: bool,
    seed: int,
    device: Device,
    lang: Language,
) -> int:
    """Check the solutions in PATH: a .py file, a notebook, a folder or a zip.

    \b
    Examples:  grader check adam.py
               grader check notebook.ipynb --task optimizers/adam
    """
    reading = Text(f"reading {path} ...", f"{path} 읽는 중 ...")
    _progress(reading.get(lang))  # before the imports, which take longer than a person's patience

    from grader.sandbox.launch import launch

    with launch("plain", device) as zygote:  # imports torch while we import the rest, and read
        from grader.checking import Checker

        with Checker(names, seed=seed, public_only=public_only, device=device, launched=zygote) as checker:
            while True:
                submission = checker.read(path)
                try:
                    code = _check(checker, submission, as_json=as_json, html=html, lang=lang)
                except (UnreadableError, UsageError) as error:
                    if not watch:
                        raise
                    click.echo(f"grader: {error.text.get(lang)}", err=True)
                if not watch:
                    return code
                watching = Text("watching; Ctrl-C ends", "파일이 바뀌기를 기다립니다. Ctrl-C로 끝냅니다.")
                click.echo(watching.get(lang), err=True)
                _wait_for_change(checker, path, submission)


def _check(checker: Checker, submission: Submission, *, as_json: bool, html: Path | None, lang: Language) -> int:
    """Raises UnreadableError, UsageError."""
    try:
        tasks = checker.tasks_of(submission)
    except UnreadableError:
        _progress("")
        if as_json or html is not None:  # programs and browsers read why, too
            _show(_rejection(submission), (), {}, as_json=as_json, html=html, lang=lang)
        raise
    except UsageError:
        _progress("")
        raise
    checking = Text(
        f"checking {len(tasks)} task{'s' if len(tasks) != 1 else ''} ...", f"과제 {len(tasks)}개 검사 중 ..."
    )
    _progress(checking.get(lang))
    report = checker.check(submission, tasks)
    _progress("")
    _show(report, tasks, checker.hidden_not_run(tasks), as_json=as_json, html=html, lang=lang)
    return _exit_code(report)


def _rejection(submission: Submission) -> Report:
    return Report(
        student=submission.student,
        sha256=submission.sha256,
        score=0,
        max_score=0,
        tasks=(),
        problems=submission.problems,
        rejected=submission.rejected,
    )


def _show(
    report: Report, tasks: Sequence[Task], hidden: dict[str, int], *, as_json: bool, html: Path | None, lang: Language
) -> None:
    from grader.report.audience import Audience

    # It is the student's own machine: what runs here, they may see.
    if as_json:
        from grader.report.as_json import document

        click.echo("".join(document([report], audience=Audience.STAFF, language=lang)))
    else:
        from grader.report.terminal import render

        terminal = options.Terminal.here()
        text = render(report, **terminal.options(lang), hidden_not_run=hidden, audience=Audience.STAFF)
        click.echo(text, nl=False)
    if html is not None:
        from grader.files import write_file
        from grader.report.html import student_html

        write_file(html, student_html(report, language=lang, audience=Audience.STAFF), option="--html")
        click.echo(Text(f"report: {html}", f"보고서: {html}").get(lang), err=True)


def _exit_code(report: Report) -> int:
    checks = [check for task in report.tasks for check in task.checks if check.visibility is not Visibility.STAFF]
    if any(check.verdict is Verdict.INTERNAL for check in checks):
        return 5
    return 0 if all(check.verdict is Verdict.PASS for check in checks) else 1


def _progress(text: str) -> None:
    """One line that rewrites itself, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text}", nl=False, err=True)


def _wait_for_change(checker: Checker, path: Path, submission: Submission) -> None:
    while True:
        time.sleep(0.3)
        if checker.read(path) != submission:  # by all of it: what was rejected may have no hash
            return
