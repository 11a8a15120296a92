"""A paper as one HTML page that works offline: the questions in both languages, and a script that saves the answers.

Nothing of a key is in the page of a graded paper: keys reach the template from `paper.keys` alone.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from grader.model import LANGUAGES, Language, Text
from grader.quiz.form_words import SCRIPT_WORDS, WORDS
from grader.quiz.marking import parts, right_answer, shown
from grader.quiz.model import BLANK, CHOICES, Asked, Key, Kind, Paper, Variant
from grader.quiz.papers import ANSWERS
from grader.report import templates
from grader.report.listing import coloured
from grader.report.safe import file_stem, visible

_OF_PARTS = frozenset({Kind.MULTIPLE, Kind.ORDERING, Kind.MATCHING})


def form_html(paper: Paper, language: Language) -> str:
    """The page for one student, which opens in `language`. What it saves is an `AnswerSheet` as JSON, with the key
    `format` besides, in a file named after the student."""
    template = _environment().get_template("quiz.html")
    return template.render(paper=paper, language=language, data=_data(paper))


# --- for the script --------------------------------------------------------------------------------------------------


def _data(paper: Paper) -> dict[str, Any]:
    """What the script needs to know. Names are not made `visible` here: they go into the answer file as they are."""
    return {
        "format": ANSWERS,
        "paper": paper.name,
        "student": paper.student,
        "title": _spoken(paper.title),
        "minutes": paper.minutes,
        "practice": bool(paper.keys),
        "file": paper.file or f"{file_stem(paper.student or paper.name)}.json",
        "questions": [{"name": asked.question, "variant": asked.variant} for asked in paper.questions],
        "words": {key: _spoken(text) for key, text in SCRIPT_WORDS.items()},
    }


def _spoken(text: Text) -> dict[str, str]:
    return {language: visible(text.get(language)) for language in LANGUAGES}


@cache
def _script() -> Markup:
    """The page's only script, as the page holds it: the policy of the page lets this text run, and no other."""
    parts = (templates.folder() / name for name in ("quiz_doubts.js", "quiz.js"))
    return Markup("\n".join(part.read_text(encoding="utf-8") for part in parts))


def _hash(script: Markup) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


# --- for the template ------------------------------------------------------------------------------------------------


@cache
def _environment() -> Environment:
    environment = templates.environment()
    environment.filters.update(
        say=lambda text: _both(text, templates.prose),
        paragraphs=lambda text: _both(text, _paragraphs, "div"),
        drawn=lambda text: _both(text, Markup, "div"),
        plain=lambda text, language: text.get(language).replace("`", ""),
        program=_program,
    )
    environment.globals.update(
        word=lambda key, **values: _both(_filled(WORDS[key], **values), templates.prose),
        words=WORDS,
        worth=_worth,
        within=_within,
        right_lines=_right_lines,
        explained=_explained,
        Kind=Kind,
        script=_script(),
        script_hash=_hash(_script()),
    )
    return environment


def _both(text: Text, set_: Callable[[str], Markup], tag: str = "span") -> Markup:
    """A text in every language; the page's style shows one of them."""
    if text.en == text.ko:
        return set_(text.en)
    element = Markup('<{0} class="t" lang="{1}">{2}</{0}>')
    return Markup("").join(element.format(tag, language, set_(text.get(language))) for language in LANGUAGES)


def _paragraphs(text: str) -> Markup:
    parts = (part.strip() for part in visible(text).split("\n\n"))
    return Markup("\n").join(Markup("<p>{}</p>").format(templates.prose(part)) for part in parts if part)


def _filled(text: Text, **values: str) -> Text:
    return Text(*(text.get(language).format(**values) for language in LANGUAGES)) if values else text


def _within(tolerance: str) -> str:
    """`1%` as people write it."""
    return tolerance.replace("%", " %")


def _worth(points: str) -> Text:
    return Text(f"{points} point" if points == "1" else f"{points} points", f"{points}점")


def _program(code: str, blank: Markup | None = None) -> Markup:
    """A program in its colours, with `blank` in the place of its blank."""
    lines = Markup("\n").join(coloured(visible(code).strip("\n")))
    return lines if blank is None else lines.replace(BLANK, blank, 1)


def _right_lines(asked: Asked, key: Key) -> list[Text]:
    """The right answer; one of several parts in a line for each."""
    return parts(asked, key.right[0]) if asked.kind in _OF_PARTS else [right_answer(Variant(asked, key))]


def _explained(asked: Asked, key: Key) -> list[tuple[Text, Text]]:
    """The wrong answers that are known, in the order of the options if there are any, each with what to say about it."""
    known = [mistake for mistake in key.mistakes if mistake.answers]
    if asked.kind not in CHOICES:
        return [(Text.same(shown(asked, mistake.answers[0])), mistake.why) for mistake in known]
    options = {choice.letter: choice.text for choice in asked.choices}
    whys = {mistake.answers[0].split()[-1]: mistake.why for mistake in known}  # `true b` is told by its reason
    return [(text, whys[letter]) for letter, text in options.items() if letter in whys]
