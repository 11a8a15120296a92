"""`grader quiz import`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from pathlib import Path

import click

from grader.cli import options
from grader.errors import UnreadableError, UsageError
from grader.files import write_file
from grader.model import Language, Text

_OTHER: dict[Language, Text] = {"en": Text("Korean", "한국어"), "ko": Text("English", "영어")}


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--unit", required=True, help="The unit that gets the questions.")
@click.option("--topic", help="The topic, a new file.  [default: the name of FILE]")
@click.option("--format", "form", type=click.Choice(["gift", "text2qti"]), help="[default: what FILE looks like]")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="[default: assignments/UNIT/quiz]",
)
@options.lang
def command(file: Path, unit: str, topic: str | None, form: str | None, out: Path | None, lang: Language) -> int:
    """Read questions from GIFT or text2qti, in the language of --lang, into a
    new topic. The other language is yours to write: `grader quiz lint` says
    what is missing. What the bank cannot hold is said, question by question.

    \b
    Example:  grader quiz import quiz.gift --unit optimizers --topic adam
    """
    from grader.catalog import whole_course
    from grader.quiz.formats import gift_reading, importing, text2qti_reading
    from grader.quiz.formats.bank_file import to_toml
    from grader.quiz.formats.losses import Losses

    catalog = whole_course()
    unit = unit.strip("/")
    if not re.fullmatch(r"[\w-]+", unit) or not (catalog.root / "assignments" / unit).is_dir():
        raise UsageError(_unknown(unit, catalog.units))
    topic = topic or re.sub(r"\W+", "_", file.stem.casefold()).strip("_")
    if not topic.isidentifier():
        raise UsageError(
            Text(
                f"{topic!r} is no name for a topic; give one in snake_case with --topic",
                f"{topic!r}: 주제 이름으로 쓸 수 없습니다. --topic으로 snake_case 이름을 지정하십시오.",
            )
        )
    target = (out or catalog.root / "assignments" / unit / "quiz") / f"{topic}.toml"
    text = _text(file)
    if (form or _looks_like(file, text)) == "gift":
        items, lost = gift_reading.read(text, file.name, lang)
    else:
        items, lost = text2qti_reading.read(text, file.name)
    losses = Losses()
    questions = importing.questions(items, importing.Aim(unit, topic, lang), file.name, losses)
    for loss in [*lost, *losses.all()]:
        click.echo(loss.describe().get(lang), err=True)
    if not questions:
        raise UnreadableError(
            Text(
                f"{file.name} holds no question that can be read into the bank; nothing was written",
                f"{file.name}: 가져올 수 있는 문항이 없어 아무것도 쓰지 않았습니다.",
            )
        )
    if target.exists():
        raise UsageError(
            Text(
                f"{target} exists and is not overwritten; name another topic with --topic",
                f"{target}: 이미 있는 파일이므로 덮어쓰지 않습니다. --topic으로 다른 주제를 지정하십시오.",
            )
        )
    write_file(target, to_toml(questions))
    other = _OTHER[lang]
    told = Text(
        f"{len(questions)} questions; add their {other.en} texts and `catalogue`, then: grader quiz lint {unit}/{topic}",
        f"문항 {len(questions)}개를 가져왔습니다. {other.ko} 글과 `catalogue`를 채운 뒤 실행하십시오: "
        f"grader quiz lint {unit}/{topic}",
    )
    click.echo(told.get(lang), err=True)
    click.echo(target)
    return 0


def _unknown(unit: str, units: Sequence[str]) -> Text:
    near = ", ".join(difflib.get_close_matches(unit, units, n=3, cutoff=0.5) or units)
    return Text(f"there is no unit {unit!r}; there are: {near}", f"{unit!r}: 그런 단원이 없습니다. 있는 단원: {near}")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            Text(
                f"{file.name} is not UTF-8 (byte {error.start}); save it as UTF-8 text",
                f"{file.name}: UTF-8이 아닙니다({error.start}번째 바이트). UTF-8 텍스트로 저장하십시오.",
            )
        ) from None
    except OSError as error:
        raise UnreadableError(
            Text(f"{file} cannot be read: {error.strerror}", f"{file} 파일을 읽을 수 없습니다: {error.strerror}")
        ) from error


def _looks_like(file: Path, text: str) -> str:
    """Both formats use .txt. Only text2qti numbers its questions, and only GIFT has all answers in braces."""
    if file.suffix.lower() == ".gift":
        return "gift"
    numbered = re.search(r"^\d+\.[ \t]+\S", text, re.MULTILINE) is not None
    choices = re.search(r"^(\*?[a-zA-Z]\)|\[[ *]?\]|=|\*|___+|\^\^\^+)[ \t]", text, re.MULTILINE) is not None
    return "text2qti" if numbered and (choices or "}" not in text) else "gift"
