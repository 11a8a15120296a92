"""`grader quiz export`."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli import options
from grader.model import Language, Text

if TYPE_CHECKING:
    from grader.quiz.formats.losses import Loss
    from grader.quiz.model import Variant


@click.command("export")
@click.argument("names", nargs=-1, required=True, metavar="UNIT[/TOPIC[/ID]]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["gift", "moodle", "text2qti", "qti"]),
    required=True,
    help="moodle: Moodle XML; qti: a zip for Canvas.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE", help="File to write."
)
@click.option(
    "--variants", type=click.IntRange(1), default=10, show_default=True, help="Of each question, where so many differ."
)
@click.option("--seed", type=int, help="Draw these variants again.  [default: ones that nobody can compute]")
@options.lang
def command(names: Sequence[str], form: str, out: Path, variants: int, seed: int | None, lang: Language) -> int:
    """Write questions for Canvas, Moodle and others, in the language of --lang:
    each with several variants, of which the system gives every student one.

    The file holds the answers: it is for instructors. What the format cannot
    hold is said, question by question.

    \b
    Examples:  grader quiz export optimizers --format moodle --out quiz.xml
               grader quiz export cnn/conv2d --format qti --lang ko --out quiz.zip
    """
    from grader.catalog import whole_course
    from grader.files import write_file
    from grader.quiz.bank import Bank
    from grader.quiz.formats.exporting import draw
    from grader.quiz.variants import Maker

    catalog = whole_course()
    questions = Bank(catalog.root, catalog.units).select(names)
    rng = random.SystemRandom() if seed is None else random.Random(seed)
    maker = Maker(catalog.root)
    drawn = [variant for question in questions for variant in draw(question, maker.variant, variants, rng)]
    files, losses = _files(drawn, form, out, lang)
    for path, content in files.items():
        write_file(path, content)
    for loss in losses:
        click.echo(loss.describe().get(lang), err=True)
    for question in questions:
        if question.practice:
            known = Text("is for practice: students have its answers", "연습 문항이므로 학생들이 정답을 압니다.")
            click.echo(f"{question.name}: {known.get(lang)}", err=True)
    told = Text("The answers are in it: keep it from students.", "파일에 정답이 들어 있으므로 학생에게 주지 마십시오.")
    click.echo(told.get(lang), err=True)
    for path in files:
        click.echo(path)
    return 0


def _files(
    variants: Sequence[Variant], form: str, out: Path, lang: Language
) -> tuple[Mapping[Path, str | bytes], list[Loss]]:
    from grader.quiz.formats import gift, moodle_xml, qti, text2qti
    from grader.report.safe import file_stem

    if form == "text2qti":
        figures = f"{file_stem(out.stem)}-figures"  # without spaces: text2qti looks for them from where it is run: beside the file
        text, drawings, losses = text2qti.write(variants, lang, figures)
        return {out: text} | {out.parent / figures / name: drawing for name, drawing in drawings.items()}, losses
    if form == "qti":
        package, losses = qti.write(variants, lang)
        return {out: package}, losses
    text, losses = (gift if form == "gift" else moodle_xml).write(variants, lang)
    return {out: text}, losses
