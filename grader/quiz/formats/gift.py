"""Writes GIFT, Moodle's text format: https://docs.moodle.org/en/GIFT_format. `gift_reading` reads it.

Texts are written as HTML, because only HTML keeps code, lines and `<T>` apart. Each question is a category that holds its
variants, so that a random question drawn from it is one of them.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from grader.model import Language, Text
from grader.quiz.formats import exporting
from grader.quiz.formats.items import Form, Item, number
from grader.quiz.formats.losses import Loss, Losses
from grader.quiz.formats.markup import body_to_html, to_bare_html, to_html
from grader.quiz.formats.substitutes import pairs_as_choices
from grader.quiz.model import Variant

_ESCAPES = str.maketrans({one: f"\\{one}" for one in "\\:#={}~"} | {"\n": "\\n"})
_ENTITIES = str.maketrans({one: f"&#{ord(one)};" for one in "{}#\\"})  # where Moodle reads the raw lines
FEWEST_SIDES = 3  # of a matching: Moodle refuses fewer

_POINTS = Text("GIFT holds no points: set them in the quiz", "GIFT에는 배점이 없습니다. 퀴즈에서 배점을 정하십시오")
_NO_WHY = Text(
    "the explanation was left out: an ordering in GIFT has none",
    "해설이 빠졌습니다. GIFT의 순서 문항에는 해설이 없습니다",
)
PARTLY_ORDERED = Text(
    "for a partly right order Moodle counts the right pairs alone, and gives more points than `grader`",
    "일부만 맞은 순서에서 Moodle은 옳은 짝의 비율만 보므로 `grader`보다 점수가 높습니다",
)
_ARROW = Text(
    "an accepted spelling was left out: GIFT takes `->` in it for a matching",
    "인정하는 답 하나가 빠졌습니다. GIFT가 그 안의 `->`를 짝짓기로 읽기 때문입니다",
)
_NO_SPELLING = Text("left out: GIFT cannot hold its answer", "GIFT가 그 답을 담을 수 없어 뺐습니다")


def write(variants: Iterable[Variant], language: Language) -> tuple[str, list[Loss]]:
    """The variants as one GIFT file, and what it cannot hold. Raises UsageError where nothing is left."""
    losses = Losses()
    parts = []
    for question, items in exporting.groups(variants, language, losses).items():
        written = [text for item in items if (text := _question(item, losses)) is not None]
        parts += [f"$CATEGORY: $course$/top/{question}\n", *written] if written else []
    if not parts:
        raise losses.nothing_left()
    return "\n".join(parts), losses.all()


def _question(item: Item, losses: Losses) -> str | None:
    if item.points != 1:
        losses.say(item.group, _POINTS)
    if item.form is Form.MATCHING and len(item.pairs) < FEWEST_SIDES:
        item = pairs_as_choices(item, losses)
    if item.form is Form.SHORT:
        item = _without_arrows(item, losses)
        if not any(option.share == 1 for option in item.options):
            losses.say(item.group, _NO_SPELLING)
            return None
    if item.form is Form.ORDERING:
        return _ordering(item, losses)
    head = f"::{_escaped(item.name)}::[html]{_escaped(_body(item))}{{{'#' if item.form is Form.NUMERIC else ''}"
    why = [f"####{_html(item.feedback)}"] if item.feedback else []
    return "\n\t".join([head, *_ANSWERS[item.form](item), *why]) + "\n}\n"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _html(text: str) -> str:
    """At the start, brackets would be read as a format and percents as a weight."""
    return ("[html]" if text.startswith(("[", "%")) else "") + _escaped(to_html(text))


def _body(item: Item) -> str:
    figure = base64.b64encode(item.figure.encode()).decode()
    return body_to_html(item, f"data:image/svg+xml;base64,{figure}")


def _reply(feedback: str) -> str:
    return f"#{_html(feedback)}" if feedback else ""


def percent(share: float) -> str:
    """As Moodle knows it: 33.33333."""
    return f"{100 * share:.5f}".rstrip("0").rstrip(".")


# --- answers ---------------------------------------------------------------------------------------------------------


def _choices(item: Item) -> Iterator[str]:
    for option in item.options:
        weight = f"%{percent(option.share)}%" if option.share else ""
        mark = "=" if option.share == 1 and item.form is Form.SINGLE else f"~{weight}"
        yield f"{mark}{_html(option.text)}{_reply(option.feedback)}"


def _numbers(item: Item) -> Iterator[str]:
    for one in item.numbers:
        answer = f"{number(one.value)}:{number(one.tolerance)}"
        yield f"=%{percent(one.share)}%{answer}{_reply(one.feedback)}"


def _spellings(item: Item) -> Iterator[str]:
    for option in item.options:
        yield f"=%{percent(option.share)}%{_escaped(without_wildcards(option.text))}{_reply(option.feedback)}"


def without_wildcards(spelling: str) -> str:
    """In a short answer of Moodle's, a star stands for anything."""
    return spelling.replace("*", "\\*")


def _without_arrows(item: Item, losses: Losses) -> Item:
    kept = tuple(option for option in item.options if "->" not in option.text)
    if len(kept) < len(item.options):
        losses.say(item.group, _ARROW)
    return replace(item, options=kept)


def _pairs(item: Item) -> Iterator[str]:
    for left, right in item.pairs:
        yield f"={_html(left)} -> {_escaped(to_bare_html(right))}"


_ANSWERS: dict[Form, Callable[[Item], Iterator[str]]] = {
    Form.SINGLE: _choices,
    Form.MULTIPLE: _choices,
    Form.NUMERIC: _numbers,
    Form.SHORT: _spellings,
    Form.MATCHING: _pairs,
}


def _ordering(item: Item, losses: Losses) -> str:
    """Moodle's ordering question reads its own lines, without escapes, and takes all of them for items."""
    losses.say(item.group, PARTLY_ORDERED)
    if item.feedback:
        losses.say(item.group, _NO_WHY)
    body = _body(item).translate(_ENTITIES)
    head = f"::{_escaped(item.name)}::[html]{_escaped(body)}"
    layout = f"{{>{len(item.options)} ALL VERTICAL RELATIVE_ALL_PREVIOUS_AND_NEXT SHOW none"
    return "\n".join([f"{head}{layout}", *(_raw(option.text) for option in item.options), "}", ""])


def _raw(text: str) -> str:
    line = to_html(text).translate(_ENTITIES)
    return f"&#47;{line[1:]}" if line.startswith("/") else line  # no comment
