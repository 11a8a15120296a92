"""The values of a quiz. Frozen, plain, without I/O; nothing here imports torch.

bank       → Question            as its author wrote it
variants   → Variant             one student's: Asked (what is shown) and Key (what marks it)
papers     → Paper               what one student is given
answers    → AnswerSheet         what comes back
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from grader.model import Picture, Text


class Kind(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "truefalse"  # with the reason
    NUMERIC = "numeric"
    INTEGER = "integer"
    SHAPE = "shape"
    TEXT = "text"
    ORDERING = "ordering"
    MATCHING = "matching"
    CODE = "code"  # a blank in a program, judged by a task's checks


CHOICES = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE})
COMPUTED = frozenset({Kind.NUMERIC, Kind.INTEGER, Kind.SHAPE})
BLANK = "____"
LETTERS = "abcdefghijklmnopqrstuvwxyz"  # of options, in the order in which they are shown
MOST_OPTIONS = len(LETTERS)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a question's function draws: the values in its texts, the right answer, and where mistakes lead."""

    values: Mapping[str, Any] = field(default_factory=dict)
    answer: Any = None
    mistakes: Mapping[str, Any] = field(default_factory=dict)
    figure: Picture | None = None


# --- as the author wrote it ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Option:
    """One option, or one mistake: what is shown or answered, and what to say to whoever chose it."""

    name: str
    text: Text | None = None  # of an option that is shown
    why: Text | None = None
    value: Any = None  # of a mistake of a static computed question
    accept: tuple[str, ...] = ()  # of a mistake of a text question
    code: str = ""  # of a mistake of a code question


@dataclass(frozen=True, slots=True)
class Question:
    unit: str
    topic: str
    id: str
    catalogue: tuple[str, ...]
    kind: Kind
    text: Text
    why: Text
    points: float = 1.0
    practice: bool = False
    code: str = ""
    right: tuple[Text, ...] = ()
    wrong: tuple[Option, ...] = ()
    mistakes: tuple[Option, ...] = ()
    show: int | None = None
    option: str = "{}"
    answer: Any = None
    tolerance: str = ""
    unit_of_answer: Text | None = None
    accept: tuple[str, ...] = ()
    items: tuple[Text, ...] = ()
    pairs: tuple[tuple[Text, Text], ...] = ()
    extra: tuple[Text, ...] = ()
    task: str = ""

    @property
    def name(self) -> str:
        return f"{self.unit}/{self.topic}/{self.id}"


# --- one student's ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    letter: str
    text: Text


@dataclass(frozen=True, slots=True)
class Asked:
    """What a student sees of a question: nothing here tells the answer.

    Every answer is one line of text: `b` (single), `a c` (multiple), `false b` (truefalse), `0.25 MB`, `12`,
    `(1, 64, 56, 56)`, `momentum`, `c a d b` (ordering, first to last), `b a d` (matching: one letter for each prompt, `-` for
    none), or the code in a blank.
    """

    question: str  # unit/topic/id
    variant: str  # a fingerprint of all that is shown to this student
    kind: Kind
    points: float
    text: Text
    code: str = ""
    figure: Text | None = None  # SVG
    figure_in_words: Text | None = None  # the same for a terminal
    unit: Text | None = None
    tolerance: str = ""  # "1%" of the answer, or absolute; empty where the answer is exact
    choices: tuple[Choice, ...] = ()  # options, reasons, items to order, right sides
    prompts: tuple[Text, ...] = ()  # matching: left sides


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer that is known: its name, the answers that show it, and what to say."""

    name: str
    answers: tuple[str, ...]  # as a student would write them
    why: Text


@dataclass(frozen=True, slots=True)
class Key:
    """What marks one student's variant of a question."""

    right: tuple[str, ...]  # answers as a student would write them; the first is shown
    why: Text
    tolerance: float = 0.0  # absolute
    mistakes: tuple[Mistake, ...] = ()
    task: str = ""  # of a code question


@dataclass(frozen=True, slots=True)
class Variant:
    asked: Asked
    key: Key


@dataclass(frozen=True, slots=True)
class Paper:
    """What one student is given. `keys` is there for practice alone: what is graded is marked where the secret is."""

    name: str
    title: Text
    student: str
    questions: tuple[Asked, ...]
    minutes: int | None = None
    file: str = ""  # the name of the file of answers; after the student unless given
    keys: Mapping[str, Key] = field(default_factory=dict)  # question → key


@dataclass(frozen=True, slots=True)
class Answer:
    question: str
    variant: str
    answer: str
    at: str = ""  # ISO 8601, UTC


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """What a student hands in."""

    paper: str
    student: str
    answers: tuple[Answer, ...]
    started: str = ""  # ISO 8601, UTC
    saved: str = ""
