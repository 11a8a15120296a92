from __future__ import annotations

import pytest

from grader.model import Text
from grader.quiz import written
from grader.quiz.written import Unreadable

MB = Text("MB", "MB")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("0.25", 0.25), (" 0.25 ", 0.25), ("+.5", 0.5), ("-3", -3), ("−3", -3), ("– 3", -3), ("5.", 5), ("１２．５", 12.5),
        ("1e-3", 1e-3), ("1E+3", 1000), ("1.2×10^-3", 1.2e-3), ("1.2 * 10**-3", 1.2e-3), ("1.2·10^(-3)", 1.2e-3), ("10^3", 1000), ("10⁻³", 1e-3), ("2^-3", 0.125), ("1.5·10²", 150), ("½", 0.5), ("(5)", 5), ("약 5", 5), ("about 5", 5), ("0,123", 0.123), ("0,125", 0.125), ("50 percent", 0.5), ("5퍼센트", 0.05),
        ("3/4", 0.75), ("-3/4", -0.75), ("0,25", 0.25), ("3,5", 3.5), ("12,3456", 12.3456), ("1,234,567", 1234567),
        ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("1.234.567", 1234567), ("1 234 567", 1234567), ("1_000_000", 1e6),
        ("50%", 0.5), ("12 layers", 12), ("12개", 12), ("= 4", 4), ("x = 4", 4), ("≈ 0.33", 0.33), ("~0.33", 0.33),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(raw: str, value: float) -> None:
    assert written.number(raw, None).values[0] == pytest.approx(value, rel=1e-12)


def test_a_comma_that_may_be_either_is_either() -> None:
    read = written.number("1,234", None)
    assert list(map(float, read.values)) == [1234.0, 1.234] and read.note is not None


@pytest.mark.parametrize("raw", ["0,25", "１２"])
def test_how_an_unusual_form_was_read_is_told(raw: str) -> None:
    note = written.number(raw, None).note
    assert note is not None and note.en and note.ko


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "abc",
        "--3",
        "1.2.3",
        "3/0",
        "12 k",
        "12M",
        "5만",
        "2 hundred",
        "1.5 trillion",
        "5 kilo",
        "5mega",
        "1e999x",
        "1e5e5",
        "nan",
        "inf",
        "²³x",
        "2^9999",
        "٣" * 600,
    ],
)
def test_what_is_no_number_says_so_in_both_languages(raw: str) -> None:
    with pytest.raises(Unreadable) as error:
        written.number(raw, None)
    assert error.value.text.en and error.value.text.ko


@pytest.mark.parametrize("raw", ["12", "12 MB", "12MB", "12 mb", "12 ＭＢ", "12 MBs"])
def test_the_unit_asked_for_may_be_there_or_not(raw: str) -> None:
    assert written.number(raw, MB).values == (12.0,)


@pytest.mark.parametrize("raw", ["12 kB", "12 GB", "12 %", "12 pixels"])
def test_another_unit_is_told_and_not_converted(raw: str) -> None:
    with pytest.raises(Unreadable, match="unit asked for is `MB`"):
        written.number(raw, MB)


@pytest.mark.parametrize(
    "raw",
    [
        "(1, 64, 56)",
        "[1,64,56]",
        "1x64x56",
        "1×64×56",
        "1 * 64 * 56",
        "torch.Size([1, 64, 56])",
        "1 64 56",
        "（１，６４，５６）",
    ],
)
def test_shapes_are_read_in_every_notation(raw: str) -> None:
    assert written.shape(raw) == (1, 64, 56)


@pytest.mark.parametrize("raw", ["", "()", "1.5x2", "N x 3", "abc"])
def test_what_is_no_shape_says_so(raw: str) -> None:
    with pytest.raises(Unreadable):
        written.shape(raw)


def test_words_are_the_same_whatever_their_case_spaces_and_hyphens() -> None:
    forms = [
        "Batch Normalization",
        "batch-normalization",
        "BATCHNORMALIZATION",
        "the batch normalization.",
        "ｂatch_Normalization",
    ]
    assert len({written.words(form) for form in forms}) == 1
    assert written.words("배치 정규화") == written.words("배치정규화") != written.words("배치 정규")


@pytest.mark.parametrize("raw", ["b", "B", " b ", "(b)", "b)", "ｂ"])
def test_a_letter_is_read_in_every_dress(raw: str) -> None:
    assert written.letters(raw, ["a", "b"]) == ["b"]


def test_letters_may_stand_apart_or_together() -> None:
    assert written.letters("a, c", list("abc")) == written.letters("ac", list("abc")) == ["a", "c"]
    assert written.letters("b - a", list("ab")) == ["b", "-", "a"]


@pytest.mark.parametrize("raw", ["", "z", "12", "a z"])
def test_letters_that_are_no_options_say_so(raw: str) -> None:
    with pytest.raises(Unreadable, match="a, b"):
        written.letters(raw, ["a", "b"])


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("true b", (True, "b")),
        ("참 b", (True, "b")),
        ("거짓, a", (False, "a")),
        ("F a", (False, "a")),
        ("true: b", (True, "b")),
        ("true.", (True, None)),
        ("거짓입니다 a", (False, "a")),
        ("true", (True, None)),
    ],
)
def test_judgements_are_read_in_both_languages(raw: str, read: tuple[bool, str | None]) -> None:
    assert written.judgement(raw, ["a", "b"]) == read


@pytest.mark.parametrize("whole", [8_300_000, 255_616, 123_456_789, 2**53 + 1, 16_777_215])
def test_whole_numbers_are_exact_in_every_notation(whole: int) -> None:
    digits = str(whole)
    for raw in (
        digits,
        f"{whole:,}",
        f"{digits[0]}.{digits[1:]}e{len(digits) - 1}",
        f"{digits[0]}.{digits[1:]}×10^{len(digits) - 1}",
    ):
        assert written.number(raw, None).values[0] == whole, raw


@pytest.mark.parametrize("raw", ["1½", "1.5kB", "1.5k개", "3백", "1e", "2MB", "7 m"])
def test_what_would_change_a_number_is_not_passed_over(raw: str) -> None:
    with pytest.raises(Unreadable):
        written.number(raw, None)


def test_a_judgement_with_several_reasons_is_none() -> None:
    with pytest.raises(Unreadable):
        written.judgement("true a b", ["a", "b"])
