"""Reads the plain text of text2qti with that library, whose rules are its own. Code is never run, and no file is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import unescape

from grader.model import Text
from grader.quiz.formats import markup
from grader.quiz.formats.items import Form, Item, Number, Option, tick_share
from grader.quiz.formats.losses import Loss, Losses, malformed, where

_FORMS = {
    "multiple_choice_question": Form.SINGLE,
    "true_false_question": Form.SINGLE,
    "multiple_answers_question": Form.MULTIPLE,
    "numerical_question": Form.NUMERIC,
    "short_answer_question": Form.SHORT,
}
_IMAGE = re.compile(r"(?P<kept>\\.|(?P<ticks>`+)(?!`)(?:.|\n)*?(?<!`)(?P=ticks)(?!`))|!\[")
_PLACE = re.compile(r"In .* on line (\d+):\n", re.DOTALL)

_CODE = Text("a block of code was left out: it is not run", "코드 블록은 실행하지 않으므로 뺐습니다")
_BY_HAND = Text("left out: it is marked by hand", "사람이 채점하는 문항이므로 뺐습니다")
_TEXT = Text("a text between questions was left out", "문항 사이의 글이 빠졌습니다")
_DESCRIPTION = Text("the description of the quiz was left out", "퀴즈 설명이 빠졌습니다")
_GROUP = Text(
    "its group was left out: each of its questions stands alone", "묶음이 빠졌습니다. 묶음의 문항은 각각 따로 있습니다"
)
_OTHERWISE = Text("what is said to every wrong answer was left out", "모든 오답에 대한 피드백이 빠졌습니다")


def read(text: str, file: str) -> tuple[list[Item], list[Loss]]:
    """The questions of a file. Raises UnreadableError with the line of what is malformed, and EnvironmentFault without the
    library."""
    try:
        from text2qti.config import Config
        from text2qti.err import Text2qtiError
        from text2qti.quiz import GroupEnd, GroupStart, Quiz, TextRegion
    except ImportError:
        raise markup.missing_library("Reading text2qti") from None
    losses = Losses()
    source = _IMAGE.sub(lambda found: found["kept"] or '<img alt="">[', _without_programs(text, file, losses))
    try:
        quiz = Quiz(source, config=Config())
    except (Text2qtiError, ValueError) as error:
        place, told = _PLACE.match(str(error)), _PLACE.sub("", str(error)).strip()
        raise malformed(
            file,
            int(place[1]) if place else 1,
            f"{told} (see text2qti's documentation for how it is written)",
            f"text2qti 형식이 아닙니다: {told} (쓰는 방법은 text2qti 문서를 참조하십시오)",
        ) from None
    if quiz.description_raw:
        losses.say(file, _DESCRIPTION)
    items, group = [], None
    for one in quiz.questions_and_delims:
        here = where(file, one.linenum_start)
        if isinstance(one, TextRegion):
            losses.say(here, _TEXT)
        elif isinstance(one, GroupStart):
            group = one.group
            losses.say(here, _GROUP)
        elif isinstance(one, GroupEnd):
            group = None
        elif one.type not in _FORMS:
            losses.say(where(file, one.linenum_start, one.title_raw or ""), _BY_HAND)
        else:
            points = one.points_possible if group is None else group.points_per_question
            items.append(_Question(one, file, losses).item(float(points)))
    return items, losses.all()


def _without_programs(text: str, file: str, losses: Losses) -> str:
    """Blocks of code that stand between questions become comments, so that lines can be counted."""
    lines: list[str] = []
    fence, opened, comment = "", 0, False
    for place, line in enumerate(re.split("\r\n?|\n", text.removeprefix("\ufeff")), 1):
        found = re.match("```+", line)
        if fence:
            closed = found is not None and line.rstrip() == fence
            fence, line = "" if closed else fence, "%"
        elif comment or line.rstrip() == "COMMENT":
            comment = line.rstrip() != "END_COMMENT"
        elif found is not None:
            fence, opened, line = found[0], place, "%"
            losses.say(where(file, place), _CODE)
        lines.append(line)
    if fence:
        raise malformed(
            file,
            opened,
            f"the code is not closed; it ends with {fence}",
            f"코드가 닫히지 않았습니다. {fence}로 끝내십시오",
        )
    return "\n".join(lines)


class _Question:
    """A question of the library's on its way to an item."""

    def __init__(self, question: Any, file: str, losses: Losses) -> None:
        self._question, self._losses = question, losses
        self._name = " ".join((question.title_raw or "").split())
        self._where = where(file, question.linenum_start, self._name)

    def item(self, points: float) -> Item:
        question = self._question
        text = self._plain(question.question_html_xml)
        solution = markup.from_markdown(question.solution).text if question.solution else ""
        told = dict.fromkeys(part for part in (self._told(question.feedback_html_xml), solution) if part)
        form = _FORMS[question.type]
        numbers, percent = self._numbers() if form is Form.NUMERIC else ((), "")
        if form in (Form.NUMERIC, Form.SHORT) and question.incorrect_feedback_raw:
            self._losses.say(self._where, _OTHERWISE)
        return Item(
            name=self._name,
            form=form,
            text=text.text,
            code=text.code,
            points=points,
            feedback="\n\n".join(told),
            options=tuple(self._options(form)),
            numbers=numbers,
            tolerance=percent,
            line=question.linenum_start,
        )

    def _options(self, form: Form) -> Iterator[Option]:
        right = self._told(self._question.correct_feedback_html_xml)
        wrong = self._told(self._question.incorrect_feedback_html_xml)
        rights = sum(bool(choice.correct) for choice in self._question.choices)
        wrongs = len(self._question.choices) - rights
        for choice in self._question.choices:
            if form is Form.SHORT:
                yield Option(choice.choice_raw, 1.0, right)
                continue
            own = self._told(choice.feedback_html_xml)
            share = tick_share(choice.correct, rights, wrongs) if form is Form.MULTIPLE else float(choice.correct)
            general = right if choice.correct else wrong
            yield Option(self._told(choice.choice_html_xml), share, own or general)

    def _numbers(self) -> tuple[tuple[Number, ...], str]:
        """The right number, and its tolerance where that was told as a share. In decimals, as its author thinks of it."""
        raw, right = self._question.numerical_raw, self._told(self._question.correct_feedback_html_xml)
        value, _, margin = (part.strip() for part in raw.partition("+-"))
        if raw.startswith("["):
            low, high = (Decimal(part.strip()) for part in raw[1:-1].split(","))
            return (Number(float((low + high) / 2), float((high - low) / 2), 1.0, right),), ""
        if not margin.endswith("%"):
            return (Number(float(Decimal(value)), float(Decimal(margin or 0)), 1.0, right),), ""
        tolerance = float(abs(Decimal(value)) * Decimal(margin[:-1].strip()) / 100)
        return (Number(float(Decimal(value)), tolerance, 1.0, right),), "".join(margin.split())

    def _told(self, source: str | None) -> str:
        if source is None:
            return ""
        plain = self._plain(source)
        return "\n\n".join(part for part in (plain.text, plain.code) if part)

    def _plain(self, source: str) -> markup.Plain:
        plain = markup.from_html(unescape(source))
        for lost in plain.lost:
            self._losses.say(self._where, lost)
        return plain
