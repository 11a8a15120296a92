"""Writes the plain text of text2qti, Markdown in a frame of its own: https://github.com/gpoore/text2qti.

`text2qti_reading` reads it, `qti` makes the package from it that Canvas imports. Several variants of a question are a GROUP
from which one is picked.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle

from grader.model import Language, Text
from grader.quiz.formats import exporting
from grader.quiz.formats.items import Form, Item, Number, Option, number
from grader.quiz.formats.losses import Loss, Losses
from grader.quiz.formats.markup import code_to_markdown, to_markdown
from grader.quiz.formats.substitutes import order_as_choice, pairs_as_choices
from grader.quiz.model import LETTERS, Variant

_SMALLEST = 1e-4  # text2qti takes no answer that is nearer to zero,
_DECIMALS = 4  # and gives the LMS so many decimals

_POINTS = Text(
    "points are whole or half ones there, and whole ones where variants are drawn from: they were rounded",
    "배점은 정수나 0.5 단위여야 하고 변형을 뽑는 문항은 정수여야 하므로 반올림했습니다",
)
_PART = Text(
    "the half of the points for the right judgement with a wrong reason was left out",
    "판단만 맞고 이유가 틀렸을 때의 절반 점수가 빠졌습니다",
)
_MISTAKES = Text("the explanations of known mistakes were left out", "알려진 실수에 대한 해설이 빠졌습니다")
_FINE = Text(
    f"left out: its answer needs more than the {_DECIMALS} decimals that text2qti keeps, or is too near to zero",
    f"text2qti가 쓰는 소수 {_DECIMALS}자리로 정답을 나타낼 수 없거나 정답이 0에 너무 가까워 뺐습니다",
)
_WIDER = Text(
    f"its tolerance grew to what {_DECIMALS} decimals hold", f"소수 {_DECIMALS}자리에 맞추어 허용 오차를 넓혔습니다"
)
_ZERO = Text("its answer, zero, became a short answer", "정답 0을 단답형 답으로 바꾸었습니다")


def write(variants: Iterable[Variant], language: Language, figures: str) -> tuple[str, dict[str, str], list[Loss]]:
    """The text; the drawings that it shows, by file name in the folder `figures`; and what it cannot hold. Raises
    UsageError where nothing is left."""
    losses = Losses()
    writer = _Writer(figures, losses)
    groups = exporting.groups(variants, language, losses)
    parts = [part for items in groups.values() if (part := writer.group(items))]
    if not parts:
        raise losses.nothing_left()
    return "\n".join([_head(groups), *parts]), writer.drawings, losses.all()


def _head(groups: Iterable[str]) -> str:
    topics = dict.fromkeys(question.rpartition("/")[0] for question in groups)
    return f"Quiz title: {', '.join(topics) or 'grader'}\nShuffle answers: true\n"


class _Writer:
    def __init__(self, figures: str, losses: Losses) -> None:
        self.drawings: dict[str, str] = {}
        self._figures, self._losses = figures, losses
        self._texts: set[str] = set()

    def group(self, items: Sequence[Item]) -> str:
        """One question, or the variants of which one is picked."""
        fitting = [fit for item in items if (fit := _fitted(item, self._losses)) is not None]
        if not fitting:
            return ""
        points = _points(fitting[0].points, drawn=len(fitting) > 1)
        if points != fitting[0].points:
            self._losses.say(fitting[0].group, _POINTS)
        if len(fitting) == 1:
            return self._question(fitting[0], f"Points: {number(points)}\n")
        questions = "\n".join(self._question(item) for item in fitting)
        return f"GROUP\npick: 1\npoints per question: {number(points)}\n\n{questions}\nEND_GROUP\n"

    def _question(self, item: Item, points: str = "") -> str:
        lines = [_chunk("1.", self._body(item))]
        if item.feedback:
            lines.append(_chunk("...", to_markdown(item.feedback)))
        return f"Title: {item.name}\n{points}" + "\n".join([*lines, *_ANSWERS[item.form](item), ""])

    def _body(self, item: Item) -> str:
        parts = [to_markdown(item.text)]
        if item.code:
            parts.append(code_to_markdown(item.code))
        if item.figure:
            name = f"{item.group.replace('/', '-')}-{len(self.drawings) + 1}.svg"
            self.drawings[name] = item.figure
            words = to_markdown(" ".join(item.figure_in_words.replace("`", "'").split()))
            parts.append(f"![{words}]({self._figures}/{name})")
        text = "\n\n".join(parts)
        if text in self._texts:  # text2qti refuses a text that it has seen, whatever the answers are
            text += f'\n\n<span id="variant-{len(self._texts)}"></span>'
        self._texts.add(text)
        return text


def _chunk(mark: str, markdown: str) -> str:
    """Continued lines stand below the first."""
    return "\n".join(
        f"{mark if place == 0 else '':<4}{line}".rstrip() for place, line in enumerate(markdown.split("\n"))
    )


def _points(points: float, *, drawn: bool) -> float:
    steps = 1 if drawn else 2
    return max(1, math.floor(points * steps + 0.5)) / steps


def _fitted(item: Item, losses: Losses) -> Item | None:
    """The item in a form that text2qti has; None, and a loss, where there is none."""
    if item.form is Form.ORDERING:
        return order_as_choice(item, losses)
    if item.form is Form.MATCHING:
        return pairs_as_choices(item, losses)
    if item.form is Form.SINGLE and any(0 < option.share < 1 for option in item.options):
        losses.say(item.group, _PART)
    if item.form is Form.SHORT and any(option.share < 1 for option in item.options):
        losses.say(item.group, _MISTAKES)
    if item.form is Form.NUMERIC:
        return _fitted_number(item, losses)
    return item


def _fitted_number(item: Item, losses: Losses) -> Item | None:
    right = item.numbers[0]
    if len(item.numbers) > 1:
        losses.say(item.group, _MISTAKES)
    if right.value == 0 and right.tolerance == 0:
        losses.say(item.group, _ZERO)
        return replace(item, form=Form.SHORT, options=(Option("0", 1.0),))
    low, high = right.value - right.tolerance, right.value + right.tolerance
    off = max(abs(one - round(one, _DECIMALS)) for one in (low, high, right.value))
    if off <= max(right.tolerance / 20, 1e-12 * abs(right.value)) and _far_from_zero(low, high):
        return item
    wide = Number(*_outward(low, high), 1.0)
    mistaken = any(abs(one.value - wide.value) <= wide.tolerance * 1.001 for one in item.numbers[1:])
    least, most = wide.value - wide.tolerance, wide.value + wide.tolerance
    grown = max(low - least, most - high)
    if mistaken or grown > right.tolerance or not _far_from_zero(least, most):
        losses.say(item.group, _FINE)
        return None
    losses.say(item.group, _WIDER)
    return replace(item, numbers=(wide,), tolerance="")


def _far_from_zero(low: float, high: float) -> bool:
    return min(abs(low), abs(high)) > _SMALLEST * 1.001


def _outward(low: float, high: float) -> tuple[float, float]:
    """The middle and the margin of the range with as many decimals as there are, both ends included."""
    scale = 10**_DECIMALS
    least, most = math.floor(round(low * scale, 6)), math.ceil(round(high * scale, 6))
    return (least + most) / 2 / scale, (most - least) / 2 / scale


# --- answers ---------------------------------------------------------------------------------------------------------


def _single(item: Item) -> Iterator[str]:
    for letter, option in zip(cycle(LETTERS), item.options, strict=False):
        yield _chunk(f"{'*' if option.share == 1 else ''}{letter})", to_markdown(option.text))
        yield from _reply(option)


def _multiple(item: Item) -> Iterator[str]:
    for option in item.options:
        yield _chunk("[*]" if option.share > 0 else "[ ]", to_markdown(option.text))
        yield from _reply(option)


def _reply(option: Option) -> Iterator[str]:
    if option.feedback:
        yield _chunk("...", to_markdown(option.feedback))


def _numeric(item: Item) -> Iterator[str]:
    right = item.numbers[0]
    if right.tolerance == 0 and right.value.is_integer():
        yield f"=   {int(right.value)}"
    else:
        yield f"=   {number(right.value)} +- {_margin(right, item.tolerance)}"


def _margin(right: Number, told: str) -> str:
    return told if told.endswith("%") else number(right.tolerance)


def _short(item: Item) -> Iterator[str]:
    """Plain text, and right answers alone."""
    yield from (f"*   {option.text}" for option in item.options if option.share == 1)


_ANSWERS: dict[Form, Callable[[Item], Iterator[str]]] = {
    Form.SINGLE: _single,
    Form.MULTIPLE: _multiple,
    Form.NUMERIC: _numeric,
    Form.SHORT: _short,
}
