"""`grader quiz items`."""

from __future__ import annotations

import click

from grader.cli import options
from grader.model import Language


@click.command("items")
@options.db
@click.option("--run", "run_id", type=int, help="A run's number, as `grader runs` lists it.  [default: the latest]")
@options.as_json
@options.lang
def command(db: str, run_id: int | None, as_json: bool, lang: Language) -> int:
    """Say how each question did: how many had it right, whether those had who
    know the rest, and which mistakes were made how often. `grader report`
    writes the same as a page.

    \b
    Example:  grader quiz items --db class.sqlite
    """
    import json

    from grader.jsonable import fields_to_json
    from grader.report.items import quizzes
    from grader.report.terminal import render_items
    from grader.storage import Results

    with Results.open(db, create=False) as results:
        run = results.run_or_latest(run_id)
        found = quizzes(results.reports(run.id))
    if as_json:
        rows = [
            {
                **fields_to_json(quiz, omit=["items"]),
                "items": [{**fields_to_json(item), "other": item.other, "flag": item.flag} for item in quiz.items],
            }
            for quiz in found
        ]
        click.echo(json.dumps({"schema_version": 1, "quizzes": rows}, ensure_ascii=False, indent=2))
    else:
        click.echo(render_items(found, **options.Terminal.here().options(lang)), nl=False)
    return 0
