"""Writes Moodle XML: https://docs.moodle.org/en/Moodle_XML_format, and Moodle's own reader where that page is silent.

Each question is a category that holds its variants. A `truefalse` is a choice of judgement and reason together, and no
cloze: so the right judgement with a wrong reason earns its half and meets its explanation, as with `grader`, and code and
`<T>` need no second escaping.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from grader.model import Language
from grader.quiz.formats import exporting
from grader.quiz.formats.gift import FEWEST_SIDES, PARTLY_ORDERED, percent, without_wildcards
from grader.quiz.formats.items import Form, Item, number
from grader.quiz.formats.losses import Loss, Losses
from grader.quiz.formats.markup import body_to_html, to_bare_html, to_html
from grader.quiz.formats.substitutes import pairs_as_choices
from grader.quiz.model import Variant

_TYPES = {
    Form.SINGLE: "multichoice",
    Form.MULTIPLE: "multichoice",
    Form.NUMERIC: "numerical",
    Form.SHORT: "shortanswer",
    Form.ORDERING: "ordering",
    Form.MATCHING: "matching",
}


def write(variants: Iterable[Variant], language: Language) -> tuple[str, list[Loss]]:
    """The variants as one XML file, and what it cannot hold. Raises UsageError where nothing is left."""
    losses = Losses()
    quiz = Element("quiz")
    for question, items in exporting.groups(variants, language, losses).items():
        category = SubElement(SubElement(quiz, "question", type="category"), "category")
        SubElement(category, "text").text = f"$course$/top/{question}"
        for item in items:
            _question(quiz, item, losses)
    if not len(quiz):
        raise losses.nothing_left()
    ElementTree.indent(quiz)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(quiz, encoding="unicode")}\n', losses.all()


def _question(quiz: Element, item: Item, losses: Losses) -> None:
    if item.form is Form.MATCHING and len(item.pairs) < FEWEST_SIDES:
        item = pairs_as_choices(item, losses)
    if item.form is Form.ORDERING:
        losses.say(item.group, PARTLY_ORDERED)
    node = SubElement(quiz, "question", type=_TYPES[item.form])
    _text(SubElement(node, "name"), item.name)
    body = _html(node, "questiontext", body_to_html(item, "@@PLUGINFILE@@/figure.svg"))
    if item.figure:
        file = SubElement(body, "file", name="figure.svg", path="/", encoding="base64")
        file.text = base64.b64encode(item.figure.encode()).decode()
    _html(node, "generalfeedback", to_html(item.feedback))
    SubElement(node, "defaultgrade").text = number(item.points)
    _ANSWERS[item.form](node, item)


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = text


def _html(parent: Element, tag: str, source: str, **attributes: str) -> Element:
    node = SubElement(parent, tag, attributes, format="html")
    _text(node, source)
    return node


def _feedback(answer: Element, text: str) -> None:
    if text:
        _html(answer, "feedback", to_html(text))


# --- answers ---------------------------------------------------------------------------------------------------------


def _choices(node: Element, item: Item) -> None:
    SubElement(node, "single").text = "true" if item.form is Form.SINGLE else "false"
    SubElement(node, "shuffleanswers").text = "true"
    SubElement(node, "answernumbering").text = "abc"
    for option in item.options:
        _feedback(_html(node, "answer", to_html(option.text), fraction=percent(option.share)), option.feedback)


def _numbers(node: Element, item: Item) -> None:
    for one in item.numbers:
        answer = SubElement(node, "answer", fraction=percent(one.share), format="plain_text")
        _text(answer, number(one.value))
        _feedback(answer, one.feedback)
        SubElement(answer, "tolerance").text = number(one.tolerance)
    if item.unit:
        unit = SubElement(SubElement(node, "units"), "unit")
        SubElement(unit, "multiplier").text = "1"
        SubElement(unit, "unit_name").text = item.unit
        SubElement(node, "unitgradingtype").text = "0"  # a unit may be written or left out
        SubElement(node, "showunits").text = "0"


def _spellings(node: Element, item: Item) -> None:
    SubElement(node, "usecase").text = "0"
    for option in item.options:
        answer = SubElement(node, "answer", fraction=percent(option.share), format="plain_text")
        _text(answer, without_wildcards(option.text))
        _feedback(answer, option.feedback)


def _order(node: Element, item: Item) -> None:
    for tag, value in (
        ("layouttype", "VERTICAL"),
        ("selecttype", "ALL"),
        ("selectcount", str(len(item.options))),
        ("gradingtype", "RELATIVE_ALL_PREVIOUS_AND_NEXT"),
        ("showgrading", "SHOW"),
        ("numberingstyle", "none"),
    ):
        SubElement(node, tag).text = value
    for place, option in enumerate(item.options, 1):
        _html(node, "answer", to_html(option.text), fraction=str(place))


def _pairs(node: Element, item: Item) -> None:
    SubElement(node, "shuffleanswers").text = "true"
    for left, right in item.pairs:
        answer = SubElement(_html(node, "subquestion", to_html(left)), "answer")
        _text(answer, to_bare_html(right))


_ANSWERS: dict[Form, Callable[[Element, Item], None]] = {
    Form.SINGLE: _choices,
    Form.MULTIPLE: _choices,
    Form.NUMERIC: _numbers,
    Form.SHORT: _spellings,
    Form.ORDERING: _order,
    Form.MATCHING: _pairs,
}
