from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.errors import TaskDefect
from grader.jsonable import to_json
from grader.quiz.bank import Bank
from grader.quiz.marking import mark
from grader.quiz.model import Kind, Variant
from grader.quiz.variants import Maker

from . import course

NAMES = [line.strip("[]") for line in course.TOML.splitlines() if line.startswith("[")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return course.make(tmp_path)


def variant(root: Path, name: str, seed: int = 1) -> Variant:
    return Maker(root).variant(Bank(root).question(f"tiny/basics/{name}"), seed)


@pytest.mark.parametrize("name", NAMES)
def test_one_seed_gives_one_variant_and_others_differ(root: Path, name: str) -> None:
    assert variant(root, name) == variant(root, name)
    others = [variant(root, name, seed).asked for seed in range(30)]
    assert len({one.variant for one in others}) == 30
    if name != "shape" and name != "word":
        assert len({(one.text, one.choices) for one in others}) > 1


@pytest.mark.parametrize("name", NAMES)
def test_the_right_answer_is_right_and_mistakes_are_named(root: Path, name: str) -> None:
    for seed in range(40):
        one = variant(root, name, seed)
        assert all(mark(one, right).share == 1 for right in one.key.right)
        for mistake in one.key.mistakes:
            found = mark(one, mistake.answers[0])
            assert found.share < 1 and found.mistake == mistake


@pytest.mark.parametrize("name", NAMES)
def test_what_is_shown_does_not_tell_the_answer(root: Path, name: str) -> None:
    """Two variants that show the same, in whatever order options stand, may have other keys; nothing of a key is shown."""
    one = variant(root, name)
    shown = json.dumps(to_json(one.asked), ensure_ascii=False)
    assert one.key.why.en not in shown and one.key.why.ko not in shown
    for mistake in one.key.mistakes:
        assert f'"{mistake.name}"' not in shown or mistake.name in [choice.text.en for choice in one.asked.choices]
        assert mistake.why.en not in shown
    if one.asked.kind in (Kind.INTEGER, Kind.NUMERIC, Kind.SHAPE, Kind.TEXT):
        assert not any(right in shown for right in one.key.right)


def test_the_right_option_stands_anywhere(root: Path) -> None:
    letters = [variant(root, "colour", seed).key.right[0] for seed in range(300)]
    assert {letter: letters.count(letter) > 60 for letter in "abc"} == dict.fromkeys("abc", True)


def test_texts_carry_the_numbers_in_both_languages(root: Path) -> None:
    one = variant(root, "sum")
    a, b = one.asked.text.en.removeprefix("What is ").removesuffix("?").split(" + ")
    assert one.asked.text.ko.startswith(f"{a} + {b}") and int(one.key.right[0]) == int(a) + int(b)


@pytest.mark.parametrize(
    ("python", "said"),
    [
        ("def sum(rng, reference):\n    return 1 / 0\n", "ZeroDivisionError"),
        ("def sum(rng, reference):\n    return 3\n", "gives a int, not a Drawn"),
        (
            "from grader.quiz import Drawn\ndef sum(rng, reference):\n    return Drawn({'a': 1})\n",
            "cannot be filled in",
        ),
        (
            "from grader.quiz import Drawn\nV = dict(a=1, b=2, s=3)\ndef sum(rng, reference):\n    return Drawn(V)\n",
            "has no answer",
        ),
        (
            "from grader.quiz import Drawn\nV = dict(a=1, b=2, s=3)\ndef sum(rng, reference):\n    return Drawn(V, 3.5)\n",
            "whole number",
        ),
        (
            "from grader.quiz import Drawn\nV = dict(a=1, b=2, s=3)\ndef sum(rng, reference):\n    return Drawn(V, 3, {'x': 1})\n",
            "which has no text",
        ),
        ("def sum(rng, reference):\n    return reference('no/such')\n", "no reference no/such"),
        ("import no_such_module\n", "ModuleNotFoundError"),
    ],
)
def test_a_function_that_is_wrong_is_a_defect_that_names_the_question(tmp_path: Path, python: str, said: str) -> None:
    root = course.make(tmp_path, python=python)
    with pytest.raises(TaskDefect, match=said):
        variant(root, "sum")


def test_references_are_there_for_functions(tmp_path: Path) -> None:
    python = (
        "from grader.quiz import Drawn\n"
        "def sum(rng, reference):\n"
        "    a, b = rng.randint(1, 9), 2\n"
        "    s = reference('tiny/adder').add(a, b)\n"
        "    return Drawn({'a': a, 'b': b, 's': s}, s, {})\n"
    )
    root = course.make(tmp_path, python=python)
    (root / "reference/tiny").mkdir(parents=True)
    (root / "reference/tiny/adder.py").write_text("def add(a, b):\n    return a + b\n")
    one = variant(root, "sum")
    assert one.asked.text.en == f"What is {int(one.key.right[0]) - 2} + 2?"
