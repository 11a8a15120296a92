"""A question as learning management systems know it: in one language, with its answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMERIC = "numeric"
    SHORT = "short"  # a few words, compared with the spellings that are accepted
    ORDERING = "ordering"
    MATCHING = "matching"


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a choice, an item to order, or a spelling of a short answer."""

    text: str
    share: float = 0.0  # of the points; below zero where a tick takes away
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is answered: the right one, or one that shows a mistake."""

    value: float
    tolerance: float = 0.0
    share: float = 0.0
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Texts are as in the bank: plain, with `code` in backticks, blank lines between paragraphs."""

    name: str
    form: Form
    text: str
    code: str = ""
    figure: str = ""  # SVG
    figure_in_words: str = ""
    points: float = 1.0
    feedback: str = ""  # for everybody, afterwards
    options: tuple[Option, ...] = ()
    numbers: tuple[Number, ...] = ()  # the right one first
    pairs: tuple[tuple[str, str], ...] = ()  # left, right; the left is empty where a right side belongs to none
    unit: str = ""
    tolerance: str = ""  # as the student is told: "1%", "0.005"
    group: str = ""  # the question that this is a variant of
    line: int = 0  # in the file that was read


def tick_share(is_right: bool, right: int, wrong: int) -> float:
    """What a tick is worth, as `grader.quiz.marking` counts: all right ones together everything, all wrong ones as much less."""
    return 1 / right if is_right else -1 / max(wrong, 1)


def number(value: float) -> str:
    """A number as a person would write it, without what binary adds in the sixteenth digit."""
    return repr(float(f"{value:.12g}")).removesuffix(".0")
