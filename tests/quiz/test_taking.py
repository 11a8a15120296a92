from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from grader.errors import EnvironmentFault, UnreadableError, UsageError
from grader.model import Text
from grader.quiz.bank import Bank
from grader.quiz.model import AnswerSheet, Paper
from grader.quiz.papers import answers_text, paper_text, read_answers, read_paper, with_keys
from grader.quiz.taking import Taking
from grader.quiz.variants import Maker

from . import course


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 5, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    root = course.make(tmp_path / "course")
    maker = Maker(root)
    variants = [maker.variant(question, 1) for question in Bank(root).questions]
    return Paper("midterm", Text.same("Midterm"), "김민지", tuple(one.asked for one in variants), minutes=40)


def test_answers_are_in_the_file_as_they_are_given(paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "answers" / "a.json"
    taking = Taking(paper, file)
    first, second = paper.questions[:2]
    for answer in ("12", "13"):
        taking.put(first, answer)
        assert [one.answer for one in read_answers(file.read_bytes(), "a.json").answers] == [answer]
    taking.put(second, "0,5")
    taking.put(first, "")
    again = Taking(paper, file)
    assert (again.answer_to(first), again.answer_to(second), again.answered) == ("", "0,5", 1)
    assert not list(file.parent.glob(".*"))


def test_going_on_keeps_the_time_of_the_start(paper: Paper, tmp_path: Path) -> None:
    clock = Clock()
    Taking(paper, tmp_path / "a.json", clock)
    clock.now += timedelta(minutes=30)
    assert Taking(paper, tmp_path / "a.json", clock).left == timedelta(minutes=10)


def test_a_file_of_somebody_elses_answers_is_left_alone(paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(answers_text(AnswerSheet("midterm", "lee", ())))
    before = file.read_bytes()
    with pytest.raises(UsageError, match="lee"):
        Taking(paper, file)
    assert file.read_bytes() == before


def test_an_answer_to_another_variant_is_not_taken_for_this_one(paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    taking = Taking(paper, file)
    taking.put(paper.questions[0], "12")
    data = json.loads(file.read_text())
    data["answers"][0]["variant"] = "0" * 16
    file.write_text(json.dumps(data))
    assert Taking(paper, file).answer_to(paper.questions[0]) == ""


def test_where_nothing_can_be_written_it_says_so(paper: Paper, tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("a file, no folder")
    with pytest.raises(EnvironmentFault, match="cannot be written"):
        Taking(paper, tmp_path / "answers" / "a.json")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"{", "line 1"),
        (b"[1]", "not an answer file"),
        (b'{"format": "grader-paper/1"}', "not an answer file"),
        (b'{"format": "grader-answers/9"}', "another version"),
        (b'{"format": "grader-answers/1"}', "missing field 'answers'"),
        (b'{"format": "grader-answers/1", "paper": 3, "student": "", "answers": []}', "expected str"),
        (b"\xff\xfe\x00", "byte"),
        (b"[" * 100_000, "damaged"),
        (b'{"format": "grader-answers/1", "paper": "p", "student": "s", "answers": [{"question": "q"}]}', "damaged"),
    ],
)
def test_an_answer_file_that_is_none_is_told_apart(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as error:
        read_answers(data, "kim.json")
    assert "kim.json" in error.value.text.ko


def test_a_byte_order_mark_does_no_harm() -> None:
    sheet = AnswerSheet("p", "김", ())
    assert read_answers(b"\xef\xbb\xbf" + answers_text(sheet).encode(), "a.json") == sheet


def test_papers_come_back_from_their_files_as_they_were(paper: Paper, tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(paper_text(paper), encoding="utf-8")
    assert read_paper(tmp_path / "p.json") == paper
    with pytest.raises(UnreadableError, match=r"none\.json"):
        read_paper(tmp_path / "none.json")


def test_practice_carries_its_keys(tmp_path: Path) -> None:
    root = course.make(tmp_path)
    variant = Maker(root).variant(Bank(root).question("tiny/basics/home"), 1)
    paper = with_keys("practice/tiny", Text.same("Practice"), [variant])
    (tmp_path / "p.json").write_text(paper_text(paper), encoding="utf-8")
    assert read_paper(tmp_path / "p.json").keys == {"tiny/basics/home": variant.key}
