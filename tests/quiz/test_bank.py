from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import TaskDefect, UsageError
from grader.quiz.bank import Bank
from grader.quiz.model import Kind

from . import course


def test_questions_are_found_by_unit_topic_and_name(tmp_path: Path) -> None:
    bank = Bank(course.make(tmp_path))
    everything = bank.select(["tiny"])
    assert bank.select([]) == everything == bank.select(["tiny/basics"]) == bank.questions
    assert [question.name for question in bank.select(["tiny/basics/sum", "tiny/basics/sum"])] == ["tiny/basics/sum"]
    assert {question.kind for question in everything} == set(Kind) - {Kind.CODE}


@pytest.mark.parametrize("name", ["tiny/basics/sun", "tiny/basic", "tini"])
def test_an_unknown_name_offers_near_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="did you mean tiny"):
        Bank(course.make(tmp_path)).select([name])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('kind = "integer"', 'kind = "intege"'), "did you mean 'integer'"),
        (('kind = "integer"\ntext', 'kind = "integer"\ntoleranse = "1"\ntext'), "unknown key 'toleranse'"),
        (('kind = "integer"\ntext', 'kind = "integer"\nitems = []\ntext'), "unknown key 'items' of kind 'integer'"),
        (('why.en = "Divide."\nwhy.ko = "나눕니다."\n', ""), "ratio: why is missing"),
        (('tolerance = "1%"\n', ""), "tolerance is missing"),
        (('tolerance = "1%"', 'tolerance = "one"'), "neither"),
        (("points = 2", "points = 0"), "points are not positive"),
        (("points = 2", "points = inf"), "points are not positive"),
        (('tolerance = "1%"', 'tolerance = "inf"'), "neither"),
        (('tolerance = "1%"', 'tolerance = "nan"'), "neither"),
        (('tolerance = "1%"', 'tolerance = "-1"'), "neither"),
        (
            (
                '[{ en = "1", ko = "1" }, { en = "2", ko = "2" }, { en = "3", ko = "3" }, { en = "4", ko = "4" }]',
                '[{ en = "1", ko = "1" }]',
            ),
            "one item",
        ),
        (("answer = false", 'answer = "no"'), "true or false"),
        (("show = 3", "show = 1"), "show is less than 2"),
        ((', why = { en = "Grass is.", ko = "풀이 그렇습니다." }', ""), "wrong.green: why is missing"),
        (("[sum]", "[sum]\n[sum]"), "Cannot declare"),
        (("[sum]", '["a b"]'), "snake_case"),
    ],
)
def test_a_question_that_does_not_hold_together_is_a_defect(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    broken = course.TOML.replace(*change)
    assert broken != course.TOML
    with pytest.raises(TaskDefect, match=said):
        Bank(course.make(tmp_path, toml=broken)).questions  # noqa: B018


def test_a_code_question_is_no_practice(tmp_path: Path) -> None:
    toml = """
[blank]
catalogue = ["A1"]
kind = "code"
practice = true
task = "tiny/adder"
code = "def add(a, b):\\n    return ____"
answer = "a + b"
text.en = "Fill in."
text.ko = "채우십시오."
why.en = "So."
why.ko = "그렇습니다."
"""
    with pytest.raises(TaskDefect, match="nothing to hand out as practice"):
        Bank(course.make(tmp_path, toml=toml)).questions  # noqa: B018


def test_a_broken_topic_leaves_the_others_alone(tmp_path: Path) -> None:
    root = course.make(tmp_path)
    (root / "assignments/tiny/quiz/other.toml").write_text("[", encoding="utf-8")
    assert Bank(root).select(["tiny/basics"])
