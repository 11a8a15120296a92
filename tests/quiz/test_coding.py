"""Blanks in programs: judged by the task's own checks, whatever is written into them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.catalog import Catalog
from grader.model import Visibility
from grader.oracle import Oracle
from grader.quiz import coding
from grader.quiz.bank import Bank
from grader.quiz.marking import Mark, OurFault
from grader.quiz.model import Kind
from grader.quiz.variants import Maker, filled
from grader.sandbox.worker import Worker

ROOT = Path(__file__).resolve().parents[2]
CATALOG = Catalog(ROOT)
QUESTION = Bank(ROOT).question("cnn/receptive_field/recursion")
VARIANT = Maker(ROOT).variant(QUESTION, 1)
RIGHT = VARIANT.key.right[0]


@pytest.fixture(scope="module")
def judge() -> Iterator[Callable[[str], Mark]]:
    oracle, task = Oracle(CATALOG, seed=7), CATALOG.task(QUESTION.task)
    with Worker.for_tasks([task], mode="plain") as worker:
        yield lambda answer: coding.mark(VARIANT, answer, catalog=CATALOG, worker=worker, oracle=oracle)


@pytest.mark.parametrize(
    "answer",
    [RIGHT, f"  {RIGHT}  ", f"({RIGHT})", RIGHT.replace(" ", ""), "dilation * kernel * jump - jump * dilation"],
)
def test_whatever_passes_the_tasks_checks_is_right(judge: Callable[[str], Mark], answer: str) -> None:
    assert judge(answer) == Mark(1.0)


def test_a_known_mistake_is_named(judge: Callable[[str], Mark]) -> None:
    for mistake in VARIANT.key.mistakes:
        found = judge(mistake.answers[0])
        assert found.share == 0 and found.mistake is not None and found.mistake.name == mistake.name


@pytest.mark.parametrize("answer", ["1\n    field = 7", "1\r    field = 7", "1\u2028field = 7"])
def test_a_blank_is_one_line(judge: Callable[[str], Mark], answer: str) -> None:
    found = judge(answer)
    assert found.share == 0 and not found.readable


@pytest.mark.parametrize(
    "answer", ["(", "return", "import os", "0; raise SystemExit", "1 / 0", "open('/etc/passwd')", "None", "'''"]
)
def test_what_is_no_answer_is_wrong_and_nobodys_fault(judge: Callable[[str], Mark], answer: str) -> None:
    found = judge(answer)
    assert found.share == 0 and found.note is not None and found.note.en and found.note.ko


def test_what_hidden_checks_compute_with_is_not_told(judge: Callable[[str], Mark]) -> None:
    hidden = any(check.visibility is Visibility.HIDDEN for check in CATALOG.task(QUESTION.task).checks)
    found = judge("{}[repr(layers)]")
    assert hidden and found.note is not None and "KeyError" not in found.note.en and "(" not in found.note.en


def test_without_a_sandbox_it_is_our_fault() -> None:
    with pytest.raises(OurFault):
        coding.mark(VARIANT, RIGHT, catalog=CATALOG, worker=None, oracle=Oracle(CATALOG, seed=1))


def test_every_blank_of_the_course_is_filled_by_its_answer() -> None:
    for question in Bank(ROOT).questions:
        if question.kind is Kind.CODE:
            variant = Maker(ROOT).variant(question, 1)
            compile(filled(variant.asked, variant.key.right[0]), question.name, "exec")
