from __future__ import annotations

from dataclasses import replace

import pytest

from grader.model import Text
from grader.quiz.marking import mark, right_answer, said
from grader.quiz.model import Asked, Choice, Key, Kind, Mistake, Variant

OPTIONS = tuple(
    Choice(letter, Text.same(word)) for letter, word in zip("abcd", ("red", "green", "blue", "grey"), strict=True)
)


def of(
    kind: Kind, right: str, *, mistakes: tuple[Mistake, ...] = (), tolerance: float = 0.0, **fields: object
) -> Variant:
    asked = Asked("u/t/q", "f", kind, 1.0, Text.same("?"), **fields)  # type: ignore[arg-type]
    return Variant(asked, Key((right,), Text.same("because"), tolerance, mistakes))


def slip(name: str, *answers: str) -> Mistake:
    return Mistake(name, answers, Text.same(name))


def test_one_of_several() -> None:
    one = of(Kind.SINGLE, "b", mistakes=(slip("first", "a"),), choices=OPTIONS)
    assert mark(one, "B").share == 1
    wrong = mark(one, "a")
    assert wrong.share == 0 and wrong.mistake is not None and wrong.mistake.name == "first"
    assert mark(one, "c") == mark(one, "d") and mark(one, "c").mistake is None
    assert not mark(one, "a b").readable and not mark(one, "x").readable


@pytest.mark.parametrize(
    ("raw", "share"), [("a c", 1), ("a", 0.5), ("a b", 0), ("a b c d", 0), ("b d", 0), ("a c d", 0.5), ("-", 0)]
)
def test_of_several_right_ones_wrong_ticks_take_away(raw: str, share: float) -> None:
    assert mark(of(Kind.MULTIPLE, "a c", choices=OPTIONS), raw).share == share


@pytest.mark.parametrize(
    ("raw", "share"), [("false b", 1), ("false a", 0.5), ("false", 0.5), ("true b", 0), ("거짓 b", 1)]
)
def test_a_judgement_is_half_and_its_reason_the_other(raw: str, share: float) -> None:
    assert mark(of(Kind.TRUE_FALSE, "false b", choices=OPTIONS[:2]), raw).share == share


def test_who_judges_wrongly_is_not_told_of_a_reason() -> None:
    one = of(Kind.TRUE_FALSE, "false b", choices=OPTIONS[:2], mistakes=(slip("flat", "false a"),))
    assert mark(one, "true a").mistake is None
    assert mark(one, "false a").mistake == slip("flat", "false a")


@pytest.mark.parametrize(
    ("raw", "share"),
    [("100", 1), ("101", 1), ("99", 1), ("101.1", 0), ("1e2", 1), ("200/2", 1), ("0,1e3", 1), ("-100", 0)],
)
def test_a_number_is_right_within_its_tolerance_border_included(raw: str, share: float) -> None:
    assert mark(of(Kind.NUMERIC, "100.0", tolerance=1.0), raw).share == share


def test_an_ambiguous_comma_is_read_in_favour_of_the_student() -> None:
    for right in ("1234.0", "1.234"):
        assert mark(of(Kind.NUMERIC, right, tolerance=0.001), "1,234").share == 1
    assert mark(of(Kind.INTEGER, "1234"), "1,234").share == 1


def test_an_integer_is_exact() -> None:
    one = of(Kind.INTEGER, "12", mistakes=(slip("once", "6"),))
    assert mark(one, "12.0").share == 1 and mark(one, "12.1").share == 0
    assert mark(one, "6").mistake == slip("once", "6")


def test_a_wrong_unit_is_wrong_and_says_why() -> None:
    found = mark(of(Kind.NUMERIC, "12.0", tolerance=0.1, unit=Text("MB", "MB")), "12 kB")
    assert found.share == 0 and not found.readable and found.note is not None and "MB" in found.note.en


def test_shapes_and_words() -> None:
    assert mark(of(Kind.SHAPE, "(1, 64)"), "1x64").share == 1
    assert mark(of(Kind.SHAPE, "(1, 64)", mistakes=(slip("turned", "(64, 1)"),)), "[64,1]").mistake == slip(
        "turned", "(64, 1)"
    )
    assert mark(of(Kind.TEXT, "Batch Norm", mistakes=(slip("other", "layer norm", "LN"),)), "ln").mistake is not None
    assert mark(of(Kind.TEXT, "Batch Norm"), "batchnorm").share == 1


@pytest.mark.parametrize(
    ("raw", "share"), [("a b c d", 1), ("d c b a", 0), ("b a c d", 4 / 6), ("a b d c", 4 / 6), ("d a b c", 0)]
)
def test_an_order_earns_the_pairs_that_are_right_beyond_those_that_are_not(raw: str, share: float) -> None:
    assert mark(of(Kind.ORDERING, "a b c d", choices=OPTIONS), raw).share == pytest.approx(share)


@pytest.mark.parametrize("raw", ["a b c", "a a b c", "a b c d a"])
def test_an_order_that_is_none_is_not_read(raw: str) -> None:
    assert not mark(of(Kind.ORDERING, "a b c d", choices=OPTIONS), raw).readable


@pytest.mark.parametrize(("raw", "share"), [("b a", 1), ("b c", 0.5), ("- a", 0.5), ("a b", 0), ("a a", 0), ("b b", 0)])
def test_pairs_count_one_by_one(raw: str, share: float) -> None:
    prompts = (Text.same("one"), Text.same("two"))
    assert mark(of(Kind.MATCHING, "b a", choices=OPTIONS, prompts=prompts), raw).share == share


def test_answers_are_said_as_people_read_them() -> None:
    assert said(of(Kind.SINGLE, "b", choices=OPTIONS).asked, "b").en == "green"
    assert said(of(Kind.ORDERING, "b a c d", choices=OPTIONS).asked, "b a c d").en == "green → red → blue → grey"
    assert said(of(Kind.TRUE_FALSE, "false b", choices=OPTIONS).asked, "false b") == Text("false: green", "거짓: green")
    assert said(of(Kind.SINGLE, "b", choices=OPTIONS).asked, "nonsense").en == "nonsense"
    number = of(Kind.NUMERIC, repr(1 / 3), tolerance=0.01, unit=Text("px", "픽셀"))
    assert right_answer(number) == Text("0.3333 px", "0.3333 픽셀")
    exact = replace(number, key=replace(number.key, right=("123456.789",), tolerance=0.0001))
    assert right_answer(exact).en == "123456.789 px"


def test_code_is_not_marked_here() -> None:
    with pytest.raises(ValueError, match="sandbox"):
        mark(of(Kind.CODE, "x"), "x")
