"""Writes questions as the bank has them: the TOML of docs/quizzes.md. A language without a text is left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from grader.model import LANGUAGES, Text
from grader.quiz.model import Option, Question


def to_toml(questions: Iterable[Question]) -> str:
    """One topic's file. What a question's function would compute is no part of it: the questions are static."""
    return "\n\n".join("\n".join(_question(question)) for question in questions) + "\n"


def _question(question: Question) -> Iterator[str]:
    name = _key(question.id)
    yield f"[{name}]"
    yield f"catalogue = {_value(list(question.catalogue))}"
    yield f"kind = {_value(question.kind.value)}"
    if question.points != 1:
        yield f"points = {_value(question.points)}"
    if question.practice:
        yield "practice = true"
    yield from _texts("text", question.text)
    if question.code:
        yield f"code = {_value(question.code)}"
    yield from _answer(question)
    yield from _texts("why", question.why)
    for option in question.wrong:
        yield from ("", f"[{name}.wrong.{_key(option.name)}]", *_texts("", option.text), *_texts("why", option.why))
    for mistake in question.mistakes:
        yield from ("", f"[{name}.mistakes.{_key(mistake.name)}]", *_mistake(mistake), *_texts("", mistake.why))


def _answer(question: Question) -> Iterator[str]:
    if question.answer is not None:
        yield f"answer = {_value(question.answer)}"
    if question.tolerance:
        yield f"tolerance = {_value(question.tolerance)}"
    if question.unit_of_answer is not None:
        yield f"unit = {_table(question.unit_of_answer)}"
    if question.right:
        yield f"right = {_table(question.right[0]) if len(question.right) == 1 else _tables(map(_table, question.right))}"
    if question.accept:
        yield f"accept = {_value(list(question.accept))}"
    if question.items:
        yield f"items = {_tables(map(_table, question.items))}"
    if question.pairs:
        pairs = (f"{{ left = {_table(left)}, right = {_table(right)} }}" for left, right in question.pairs)
        yield f"pairs = {_tables(pairs)}"
    if question.extra:
        yield f"extra = {_tables(map(_table, question.extra))}"
    if question.show is not None:
        yield f"show = {question.show}"
    if question.option != "{}":
        yield f"option = {_value(question.option)}"
    if question.task:
        yield f"task = {_value(question.task)}"


def _mistake(mistake: Option) -> Iterator[str]:
    if mistake.value is not None:
        yield f"value = {_value(mistake.value)}"
    if mistake.accept:
        yield f"accept = {_value(list(mistake.accept))}"
    if mistake.code:
        yield f"code = {_value(mistake.code)}"


# --- TOML ------------------------------------------------------------------------------------------------------------


def _texts(name: str, text: Text | None) -> Iterator[str]:
    for language in LANGUAGES:
        if text is not None and text.get(language):
            yield f"{name}{'.' if name else ''}{language} = {_value(text.get(language))}"


def _table(text: Text) -> str:
    """On one line, as a list needs it."""
    said = (f"{language} = {_string(text.get(language))}" for language in LANGUAGES if text.get(language))
    return f"{{ {', '.join(said)} }}"


def _tables(tables: Iterable[str]) -> str:
    return "".join(["[\n", *(f"  {table},\n" for table in tables), "]"])


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _string(name)


def _value(value: object) -> str:
    if isinstance(value, str):
        lines = [_string(line)[1:-1] for line in value.split("\n")]
        return "\n".join(['"""', *lines]) + '"""' if len(lines) > 1 else _string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Sequence):
        return f"[{', '.join(map(_value, value))}]"
    raise TypeError(f"no TOML for {value!r}")


def _string(text: str) -> str:
    """JSON's escapes are TOML's; but for DEL, which JSON lets stand."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
