"""`grader quiz list`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from grader.cli import options


@click.command("list")
@click.argument("names", nargs=-1, metavar="[UNIT[/TOPIC]]...")
@options.as_json
def command(names: Sequence[str], as_json: bool) -> int:
    """List the questions, and the quizzes that were issued.

    \b
    Example:  grader quiz list optimizers
    """
    import json

    from grader.catalog import whole_course
    from grader.quiz.bank import Bank
    from grader.quiz.issuing import QuizFolder

    catalog = whole_course()
    questions = Bank(catalog.root, catalog.units).select(names)
    issues = QuizFolder(catalog.root).issues()
    if as_json:
        rows = [
            {
                "question": question.name,
                "kind": question.kind.value,
                "catalogue": list(question.catalogue),
                "points": question.points,
                "practice": question.practice,
            }
            for question in questions
        ]
        issued = [{"quiz": one.name, "questions": len(one.questions), "students": len(one.students)} for one in issues]
        click.echo(json.dumps({"schema_version": 1, "questions": rows, "quizzes": issued}, indent=2))
        return 0
    topic = ""
    for question in questions:
        if f"{question.unit}/{question.topic}" != topic:
            topic = f"{question.unit}/{question.topic}"
            click.echo(f"{topic}  [{', '.join(question.catalogue)}]")
        note = "  practice" if question.practice else ""
        click.echo(f"  {question.id:44} {question.kind.value:10} {question.points:3g}{note}")
    for issue in issues:
        click.echo(f"issued: {issue.name}, {len(issue.questions)} questions, {len(issue.students)} students")
    return 0
