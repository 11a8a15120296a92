"""`grader quiz preview`."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli import options
from grader.model import Language


@click.command("preview")
@click.argument("name", metavar="UNIT[/TOPIC[/ID]]")
@click.option("--seed", type=int, default=1, show_default=True, help="Which variant.")
@click.option("--html", "html", type=click.Path(path_type=Path, dir_okay=False), help="Write the form of them here.")
@click.option("--no-key", is_flag=True, help="Only what a student sees.")
@options.lang
def command(name: str, seed: int, html: Path | None, no_key: bool, lang: Language) -> int:
    """Show one variant of a question, or of all of a topic, with its answer and
    its mistakes.

    \b
    Example:  grader quiz preview optimizers/momentum/terminal_step --seed 3
    """
    from grader.catalog import whole_course
    from grader.quiz.bank import Bank
    from grader.quiz.terminal import render_key, render_question
    from grader.quiz.variants import Maker

    catalog = whole_course()
    questions = Bank(catalog.root, catalog.units).select([name])
    maker = Maker(catalog.root)
    variants = [maker.variant(question, seed) for question in questions]
    console = options.Terminal.here().console()
    for number, (question, variant) in enumerate(zip(questions, variants, strict=True), 1):
        click.echo(f"== {question.name} ({question.kind.value}, {', '.join(question.catalogue)})")
        click.echo(render_question(variant.asked, number, len(variants), lang, console))
        if not no_key:
            click.echo(render_key(variant, lang, console))
    if html is not None:
        from dataclasses import replace

        from grader.files import write_file
        from grader.model import Text
        from grader.quiz.form import form_html
        from grader.quiz.papers import with_keys

        paper = with_keys(name, Text.same(name), variants)
        write_file(html, form_html(replace(paper, keys={}) if no_key else paper, lang), option="--html")
        click.echo(html)
    return 0
