"""The bank of the course itself: what it covers, and that each of its questions can be asked and marked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from grader.catalog import Catalog
from grader.quiz.bank import Bank
from grader.quiz.lint import lint
from grader.quiz.model import Kind

ROOT = Path(__file__).resolve().parents[2]
CATALOG = Catalog(ROOT)
BANK = Bank(ROOT, CATALOG.units)
BLOCKS = {"A": 14, "B": 10, "C": 21, "D": 22, "E": 7, "F": 8}  # the systems of the course, by unit of its catalogue
SYSTEMS = [f"{unit}{number}" for unit, count in BLOCKS.items() for number in range(1, count + 1)]
READINGS = ["weight_decay", "vanishing_gradient"]
STATEMENTS = [f"T{number}" for number in range(1, 15)]  # of the course's notes, that must not be keyed as true
TOPICS = sorted({f"{question.unit}/{question.topic}" for question in BANK.questions})


def test_every_system_and_reading_has_three_graded_questions_and_every_statement_its_own() -> None:
    asked = Counter(block for question in BANK.questions if not question.practice for block in question.catalogue)
    assert {name for name in [*SYSTEMS, *READINGS] if asked[name] < 3} == set()
    assert {name for name in STATEMENTS if asked[name] < 1} == set() and asked["T11"] >= 3
    assert set(asked) <= {*SYSTEMS, *READINGS, *STATEMENTS}


def test_every_kind_is_used_and_every_system_can_be_practised() -> None:
    assert {question.kind for question in BANK.questions} == set(Kind)
    practised = {block for question in BANK.questions if question.practice for block in question.catalogue}
    assert set(SYSTEMS) - practised == set()


def test_statements_that_are_not_true_are_not_keyed_as_true() -> None:
    judged = [one for one in BANK.questions if one.kind is Kind.TRUE_FALSE and set(one.catalogue) & set(STATEMENTS)]
    assert judged and not any(one.answer for one in judged)


@pytest.mark.parametrize("topic", TOPICS)
def test_questions_are_sound(topic: str) -> None:
    """A few seeds here; `make test-slow` draws a thousand with `grader quiz lint`."""
    assert [str(finding) for finding in lint(ROOT, BANK.select([topic]), seeds=80)] == []
