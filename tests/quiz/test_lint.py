"""Each rule of `grader quiz lint`, broken on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.quiz.bank import Bank
from grader.quiz.lint import lint

from . import course


def findings(root: Path, name: str, *, seeds: int = 200) -> str:
    return "\n".join(str(one) for one in lint(root, Bank(root).select([f"tiny/basics/{name}"]), seeds=seeds))


def test_nothing_is_said_of_good_questions(tmp_path: Path) -> None:
    root = course.make(tmp_path)
    assert [str(one) for one in lint(root, Bank(root).questions, seeds=300)] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("sum", 'text.ko = "{a} + {b}은(는) 얼마입니까?"', "", "text is missing in 'ko'"),
        ("sum", 'text.ko = "{a} + {b}은(는) 얼마입니까?"', 'text.ko = "What is {a} + {b}?"', "text is not Korean"),
        ("sum", 'en = "This is the product."', 'en = ""', "times is missing in 'en'"),
        ("colour", 'en = "green"', 'en = "red"', "two options read 'red'"),
        ("colour", 'ko = "초록"', 'ko = "빨강"', "two options read '빨강'"),
        ("colour", 'en = "red"', 'en = "red, which is what blood and ripe tomatoes are"', "much longer"),
        ("ratio", 'tolerance = "1%"', 'tolerance = "0.00001"', "tolerance is out of reach"),
        ("ratio", 'tolerance = "1%"', 'tolerance = "100"', "the mistake upside_down leads to the right answer"),
        ("word", '"What is BN short for?"', '"What does batchnormalization do?"', "gives the answer away"),
        ("shape", "value = [64, 56]", "value = [1, 64, 56]", "the mistake no_batch leads to the right answer"),
        ("shape", '"Which shape?"', '"Which shape, (1, 64, 56)?"', "gives the answer away"),
        ("word", '"layer norm"]', '"batch-normalization"]', "the mistake layer leads to the right answer"),
        ("pairs", '"meow"', '"woof"', "two options read 'woof'"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_text_is_found(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    assert old in course.TOML
    root = course.make(tmp_path, toml=course.TOML.replace(old, new, 1))
    assert said in findings(root, name)


DRAW = "from grader.quiz import Drawn\nimport random, itertools\ncount = itertools.count()\n\n\ndef sum(rng, reference):\n    "


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("a, b = rng.randint(2, 90), 2\n    return Drawn(dict(a=a, b=b, s=a + b), a + b, {'times': a * b})", "leads to the right answer"),
        ("a, b = 3, rng.randint(4, 9)\n    return Drawn(dict(a=a, b=b, s=a + b), a + b, {'times': a * b})", "has 6 different variants"),
        ("a, b = random.randint(5, 99), 7\n    return Drawn(dict(a=a, b=b, s=a + b), a + b, {'times': a * b})", "draws from something else"),
        ("a, b = rng.randint(5, 99), 7\n    return Drawn(dict(a=a, b=a + b, s=0), a + b, {'times': a * b})", "gives the answer away"),
        ("a, b = rng.randint(5, 99), 7\n    return Drawn(dict(a=a, b=b, s=0), a + b, {'times': None})", "the mistake times never shows"),
        ("a, b = rng.randint(5, 99), 7\n    return Drawn(dict(a=a, b=b, s=0), a + b if a != 50 else 'x', {})", "whole number"),
    ],
)  # fmt: skip
def test_what_is_wrong_for_some_students_is_found_with_a_seed(tmp_path: Path, body: str, said: str) -> None:
    told = findings(course.make(tmp_path, python=DRAW + body + "\n"), "sum", seeds=1000)
    assert said in told
    if "leads" in said or "whole" in said:
        assert "seed" in told


def test_two_mistakes_that_cannot_be_told_apart_are_found(tmp_path: Path) -> None:
    toml = course.TOML.replace("mistakes.times", 'mistakes.other = { en = "x", ko = "x" }\nmistakes.times')
    body = (
        "a, b = rng.randint(5, 99), 7\n    return Drawn(dict(a=a, b=b, s=0), a + b, {'times': a * b, 'other': a * b})\n"
    )
    told = findings(course.make(tmp_path, toml=toml, python=DRAW + body), "sum")
    assert "the mistakes other and times lead" in told or "the mistakes times and other lead" in told
