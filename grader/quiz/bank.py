"""The questions of a course: assignments/<unit>/quiz/<topic>.toml. docs/quizzes.md says how they are written."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from grader import authored
from grader.catalog import QUIZ_FOLDER
from grader.errors import TaskDefect, UsageError
from grader.model import LANGUAGES, Language, Text
from grader.quiz.model import BLANK, MOST_OPTIONS, Kind, Option, Question

_COMMON = {"catalogue", "kind", "text", "why", "points", "practice"}
_KEYS: Mapping[Kind, set[str]] = {
    Kind.SINGLE: {"right", "wrong", "mistakes", "show", "option", "answer", "code"},
    Kind.MULTIPLE: {"right", "wrong", "show", "code"},
    Kind.TRUE_FALSE: {"answer", "right", "wrong", "show", "code"},
    Kind.NUMERIC: {"answer", "tolerance", "unit", "mistakes", "code"},
    Kind.INTEGER: {"answer", "unit", "mistakes", "code"},
    Kind.SHAPE: {"answer", "mistakes", "code"},
    Kind.TEXT: {"accept", "mistakes", "code"},
    Kind.ORDERING: {"items", "show", "code"},
    Kind.MATCHING: {"pairs", "show", "extra", "code"},
    Kind.CODE: {"task", "code", "answer", "mistakes"},
}


class Bank:
    """All questions of a course, by unit, topic and place in the file. Files are read when they are asked for."""

    def __init__(self, root: Path, units: Sequence[str] = ()) -> None:
        """`units` is the course's order."""
        self.root = root
        files = sorted((root / "assignments").glob(f"*/{QUIZ_FOLDER}/*.toml"), key=lambda path: _place(path, units))
        self._files = {f"{path.parent.parent.name}/{path.stem}": path for path in files}
        self._read: dict[str, tuple[Question, ...]] = {}

    @property
    def questions(self) -> tuple[Question, ...]:
        """All of them. Raises TaskDefect for a file that does not hold together."""
        return tuple(question for topic in self._files for question in self._topic(topic))

    def select(self, names: Sequence[str]) -> tuple[Question, ...]:
        """The questions named: 'unit', 'unit/topic', 'unit/topic/id'; all of them for no names. Raises UsageError, and
        TaskDefect for a file that does not hold together."""
        if not names:
            return self.questions
        chosen: dict[str, Question] = {}
        for name in names:
            matching = self._named(name.strip("/"))
            if not matching:
                raise UsageError(self._unknown(name))
            chosen |= {one.name: one for one in matching}
        return tuple(chosen.values())

    def has(self, name: str) -> bool:
        """Whether a unit, topic or question of that name is there."""
        return bool(self._named(name.strip("/")))

    def question(self, name: str) -> Question:
        """The question of that full name. Raises UsageError with near matches, and TaskDefect."""
        found = [one for one in self._named(name.strip("/")) if one.name == name.strip("/")]
        if not found:
            raise UsageError(self._unknown(name))
        return found[0]

    def _named(self, name: str) -> list[Question]:
        topics = [
            topic for topic in self._files if name == topic.partition("/")[0] or f"{name}/".startswith(f"{topic}/")
        ]
        found = [question for topic in topics for question in self._topic(topic)]
        return [one for one in found if name in (one.unit, f"{one.unit}/{one.topic}", one.name)]

    def _topic(self, topic: str) -> tuple[Question, ...]:
        if topic not in self._read:
            self._read[topic] = tuple(_questions(self._files[topic]))
        return self._read[topic]

    def _unknown(self, name: str) -> Text:
        units = dict.fromkeys(topic.partition("/")[0] for topic in self._files)
        known = [*units, *self._files, *(one.name for one in self._named("/".join(name.split("/")[:2])))]
        near = ", ".join(difflib.get_close_matches(name, known, n=3, cutoff=0.5))
        return Text(
            f"there is no quiz question, topic or unit called {name!r}; "
            + (f"did you mean {near}?" if near else "`grader quiz list` shows what there is"),
            f"{name!r}: 그런 퀴즈 문항, 주제, 단원이 없습니다. "
            + (f"이것을 찾으셨습니까? {near}" if near else "`grader quiz list`로 목록을 확인하십시오."),
        )


def _place(path: Path, units: Sequence[str]) -> tuple[int, str, str]:
    unit = path.parent.parent.name
    return (units.index(unit) if unit in units else len(units), unit, path.stem)


def _questions(path: Path) -> list[Question]:
    unit, topic = path.parent.parent.name, path.stem
    where = f"assignments/{unit}/{QUIZ_FOLDER}/{topic}.toml"
    entries = authored.load(path, where)
    return [_question(unit, topic, name, entry, f"{where}: {name}") for name, entry in entries.items()]


def _question(unit: str, topic: str, name: str, entry: Any, where: str) -> Question:
    if not isinstance(entry, dict):
        raise TaskDefect(f"{where} is no question: a question is a table, [{name}]")
    if not name.isidentifier():
        raise TaskDefect(f"{where}: a question's id is a name in snake_case")
    for key in ("catalogue", "kind", "text", "why"):
        if key not in entry:
            raise TaskDefect(f"{where}: {key} is missing")
    try:
        kind = Kind(entry["kind"])
    except ValueError:
        kinds = [known.value for known in Kind]
        near = difflib.get_close_matches(str(entry["kind"]), kinds, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(kinds)}"
        raise TaskDefect(f"{where}: there is no kind {entry['kind']!r}; {hint}") from None
    authored.only(entry, _COMMON | _KEYS[kind], where, f" of kind {kind.value!r}")
    right = entry.get("right", [])
    question = Question(
        unit=unit,
        topic=topic,
        id=name,
        catalogue=authored.as_kind(tuple[str, ...], entry["catalogue"], f"{where}: catalogue"),
        kind=kind,
        text=_text(entry["text"], f"{where}: text"),
        why=_text(entry["why"], f"{where}: why"),
        points=authored.as_kind(float, entry.get("points", 1.0), f"{where}: points"),
        practice=authored.as_kind(bool, entry.get("practice", False), f"{where}: practice"),
        code=authored.as_kind(str, entry.get("code", ""), f"{where}: code").strip("\n"),
        right=_texts(right if isinstance(right, list) else [right], f"{where}: right"),
        wrong=_options(entry.get("wrong", {}), f"{where}: wrong", shown=True, explained=kind is not Kind.MULTIPLE),
        mistakes=_options(entry.get("mistakes", {}), f"{where}: mistakes", shown=False, explained=True),
        show=authored.as_kind(int, entry["show"], f"{where}: show") if "show" in entry else None,
        option=authored.as_kind(str, entry.get("option", "{}"), f"{where}: option"),
        answer=entry.get("answer"),
        tolerance=str(entry.get("tolerance", "")),
        unit_of_answer=_unit(entry["unit"], f"{where}: unit") if "unit" in entry else None,
        accept=authored.as_kind(tuple[str, ...], entry.get("accept", ()), f"{where}: accept"),
        items=_texts(entry.get("items", []), f"{where}: items"),
        pairs=_pairs(entry.get("pairs", []), f"{where}: pairs"),
        extra=_texts(entry.get("extra", []), f"{where}: extra"),
        task=authored.as_kind(str, entry.get("task", ""), f"{where}: task"),
    )
    _holds_together(question, where)
    return question


def _holds_together(question: Question, where: str) -> None:
    """What can be said without drawing a variant."""
    kind = question.kind
    if not 0 < question.points < math.inf:
        raise TaskDefect(f"{where}: points are not positive")
    if len(question.right) + len(question.wrong) > MOST_OPTIONS or len(question.items) > MOST_OPTIONS:
        raise TaskDefect(f"{where}: more than {MOST_OPTIONS} options have no letters")
    if len(question.pairs) + len(question.extra) > MOST_OPTIONS:
        raise TaskDefect(f"{where}: more than {MOST_OPTIONS} options have no letters")
    if len(question.items) == 1:
        raise TaskDefect(f"{where}: one item is in order already")
    if kind is Kind.TRUE_FALSE and not isinstance(question.answer, bool):
        raise TaskDefect(f"{where}: answer must be true or false")
    if (kind in (Kind.MULTIPLE, Kind.TRUE_FALSE) or question.wrong) and not (question.right and question.wrong):
        raise TaskDefect(f"{where}: needs right and wrong options")
    if kind is Kind.SINGLE and question.right and not question.wrong:
        raise TaskDefect(f"{where}: right needs wrong beside it; where options are computed, leave it out")
    if kind is Kind.SINGLE and question.wrong and question.mistakes:
        raise TaskDefect(f"{where}: options are written out (wrong) or computed (mistakes), not both")
    if kind is Kind.NUMERIC and not question.tolerance:
        raise TaskDefect(f'{where}: tolerance is missing ("1%", or an absolute one)')
    if kind is Kind.NUMERIC:
        tolerance_of(question, 1.0, where)
    if kind is Kind.TEXT and not question.accept:
        raise TaskDefect(f"{where}: accept is missing")
    if kind is Kind.CODE and not (question.task and isinstance(question.answer, str)):
        raise TaskDefect(f"{where}: needs a task and an answer")
    if kind is Kind.CODE and question.practice:
        raise TaskDefect(
            f"{where}: a code question shows a solution of its task, and is nothing to hand out as practice"
        )
    if kind is Kind.CODE and question.code.count(BLANK) != 1:
        raise TaskDefect(f"{where}: code needs one blank {BLANK}")
    if question.show is not None and question.show < 2:
        raise TaskDefect(f"{where}: show is less than 2")


def module_file(root: Path, unit: str, topic: str) -> Path:
    """Where the functions of a topic are, if it has any."""
    return root / "assignments" / unit / QUIZ_FOLDER / f"{topic}.py"


def tolerance_of(question: Question, answer: float, where: str) -> float:
    """The absolute tolerance for this answer. Raises TaskDefect for one that cannot be read."""
    relative = question.tolerance.endswith("%")
    try:
        given = float(question.tolerance.removesuffix("%"))
    except ValueError:
        given = math.nan
    if not 0 < given < math.inf:
        raise TaskDefect(f'{where}: tolerance {question.tolerance!r} is neither "1%" nor a positive number')
    return abs(answer) * given / 100 if relative else given


# --- reading TOML ----------------------------------------------------------------------------------------------------


def _options(entries: Any, where: str, *, shown: bool, explained: bool) -> tuple[Option, ...]:
    if not isinstance(entries, dict):
        raise TaskDefect(f"{where} is a table of named ones")
    options = []
    for name, entry in entries.items():
        here = f"{where}.{name}"
        if not isinstance(entry, dict):
            raise TaskDefect(f"{here} is a table")
        authored.only(entry, {"en", "ko", "why"} if shown else {"en", "ko", "value", "accept", "code"}, here)
        if shown and explained and "why" not in entry:
            raise TaskDefect(f"{here}: why is missing")
        why = _text(entry["why"], f"{here}: why") if "why" in entry else None
        told = _text(entry, here)
        accept = authored.as_kind(tuple[str, ...], entry.get("accept", ()), f"{here}: accept")
        code = authored.as_kind(str, entry.get("code", ""), f"{here}: code")
        options.append(
            Option(name, told, why)
            if shown
            else Option(name, None, told, value=entry.get("value"), accept=accept, code=code)
        )
    return tuple(options)


def _pairs(entries: Any, where: str) -> tuple[tuple[Text, Text], ...]:
    if not isinstance(entries, list):
        raise TaskDefect(f"{where} is a list")
    for entry in entries:
        authored.only(entry, {"left", "right"}, where)
        if len(entry) != 2:
            raise TaskDefect(f"{where}: a pair has left and right")
    return tuple((_text(one["left"], f"{where}: left"), _text(one["right"], f"{where}: right")) for one in entries)


def _texts(entries: Any, where: str) -> tuple[Text, ...]:
    if not isinstance(entries, list):
        raise TaskDefect(f"{where} is a list")
    return tuple(_text(entry, where) for entry in entries)


def _unit(entry: Any, where: str) -> Text:
    return Text.same(entry.strip()) if isinstance(entry, str) and entry.strip() else _text(entry, where)


def _text(entry: Any, where: str) -> Text:
    """Both languages; `grader quiz lint` tells of one that is empty."""
    if not isinstance(entry, dict):
        raise TaskDefect(f"{where} needs a text in en and in ko")
    texts = {language: entry.get(language, "") for language in ("en", "ko")}
    if not all(isinstance(text, str) for text in texts.values()) or not any(texts.values()):
        raise TaskDefect(f"{where} needs a text in en and in ko")
    return Text(en=texts["en"].strip(), ko=texts["ko"].strip())


def lacking(question: Question) -> Iterator[tuple[str, Language]]:
    """What is not written in a language."""
    for what, text in _all_texts(question):
        yield from ((what, language) for language in LANGUAGES if not text.get(language))


def _all_texts(question: Question) -> Iterator[tuple[str, Text]]:
    yield "text", question.text
    yield "why", question.why
    yield from (("right", text) for text in question.right)
    yield from (("items", text) for text in question.items)
    yield from (("pairs", text) for pair in question.pairs for text in pair)
    yield from (("extra", text) for text in question.extra)
    for option in (*question.wrong, *question.mistakes):
        yield from ((option.name, text) for text in (option.text, option.why) if text is not None)
    if question.unit_of_answer is not None:
        yield "unit", question.unit_of_answer
