"""`grader quiz lint`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from grader.cli import options


@click.command("lint")
@click.argument("names", nargs=-1, metavar="[UNIT[/TOPIC[/ID]]]...")
@click.option(
    "--seeds", type=click.IntRange(1), default=1000, show_default=True, help="Variants drawn of each question."
)
@options.jobs
def command(names: Sequence[str], seeds: int, jobs: int) -> int:
    """Say what is wrong with questions: a language that is missing, a mistake
    that leads to the right answer for some student, a tolerance out of reach,
    a text that gives the answer away, code that its task does not judge as
    the question says. Without names, all questions of the course.

    \b
    Example:  grader quiz lint optimizers/momentum
    """
    from grader.catalog import whole_course
    from grader.quiz.bank import Bank
    from grader.quiz.lint import lint_all

    catalog = whole_course()
    questions = Bank(catalog.root, catalog.units).select(names)
    found = 0
    for finding in lint_all(catalog, questions, seeds=seeds, jobs=jobs):
        click.echo(finding)
        found += 1
    click.echo(f"questions: {len(questions)}, findings: {found}", err=True)
    return 1 if found else 0
