"""`grader quiz issue`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from grader.cli import options
from grader.model import Language, Text


@click.command("issue")
@click.argument("names", nargs=-1, required=True, metavar="UNIT[/TOPIC[/ID]]...")
@click.option(
    "--students",
    "roster",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="A name in each line, or a CSV.",
)
@click.option("--column", help="The column of the CSV that holds their names.  [default: the first]")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="FOLDER", help="Where papers go."
)
@click.option("--name", "quiz", help="What this quiz is called.  [default: the first UNIT]")
@click.option("--title", help="What stands on the paper.  [default: the name]")
@click.option("--count", type=click.IntRange(1), help="So many of the questions, of as many topics as there are.")
@click.option("--minutes", type=click.IntRange(1), help="Shown by a timer on the paper.")
@click.option("--reveal", is_flag=True, help="Let students' reports show the right answers.")
@options.lang
def command(
    names: Sequence[str],
    roster: Path,
    column: str | None,
    out: Path,
    quiz: str | None,
    title: str | None,
    count: int | None,
    minutes: int | None,
    reveal: bool,
    lang: Language,
) -> int:
    """Write a paper for each student, with numbers of their own: NAME.html, a
    page that works without a network, and NAME.paper.json for `grader quiz
    take`. What students hand in is the NAME.json that both of them write.
    Neither holds a key. What is needed to mark them stays in the course, in
    .quiz/: keep that folder, and give it to nobody.

    Called again with the same name, it adds students who have come late.

    \b
    Example:  grader quiz issue optimizers --count 20 --minutes 40 \\
                  --students roster.csv --out papers/
    """
    from dataclasses import replace

    from grader.catalog import whole_course
    from grader.quiz.bank import Bank
    from grader.quiz.distribution import distribute
    from grader.quiz.issuing import QuizFolder, new_issue, renewed
    from grader.quiz.roster import read_roster
    from grader.quiz.variants import Maker

    catalog = whole_course()
    students = read_roster(roster, column)
    bank, maker, folder = Bank(catalog.root, catalog.units), Maker(catalog.root), QuizFolder(catalog.root)
    name = quiz or names[0].strip("/").split("/")[0]
    secret = folder.secret(create=True)
    known = folder.issue(name) if folder.has(name) else None
    issue = new_issue(
        name,
        known.title if known is not None and title is None else Text.same(title or name),
        bank,
        names,
        count=count,
        students=students,
        minutes=minutes,
        reveal=reveal or (known is not None and known.reveal),
        secret=secret,
        chosen=known.questions if known is not None else (),
    )
    if known is not None:
        issue = renewed(known, issue, bank, maker, secret)
    papers = distribute(issue, students, bank, maker, secret, out, lang)
    folder.save(replace(issue, papers={**papers, **issue.papers}))
    told = Text(
        f"{len(issue.questions)} questions for each of {len(papers)} students ({students[0]}, ...); "
        f"what marks them is in {folder.path}",
        f"학생 {len(papers)}명({students[0]} 등)에게 각각 {len(issue.questions)}문항을 만들었습니다. "
        f"채점에 필요한 것은 {folder.path} 안에 있습니다.",
    )
    click.echo(told.get(lang), err=True)
    for question in map(bank.question, issue.questions):
        click.echo(f"  {question.name} ({question.points:g})", err=True)
    click.echo(out)
    return 0
