"""text2qti's plain text, read by its own library and written for it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from grader.errors import EnvironmentFault, UnreadableError
from grader.model import Text
from grader.quiz.formats import text2qti, text2qti_reading
from grader.quiz.formats.importing import Aim, questions
from grader.quiz.formats.losses import Losses
from grader.quiz.model import Kind, Question

from .samples import question as sample
from .samples import variant as sample_variant
from .test_gift import WHY, Key, Mistake, choice, variant

QUIZ = """Quiz title: Addition
Quiz description: Checking it.
Shuffle answers: true

% a comment
Title: A sum
Points: 2
1.  What is *2 + 3*? Write `a_b`, $x^2$ and ![a picture](/dev/zero).

    ```python
    print("![no picture](x)")
    ```
... In general.
+   Right.
-   Wrong.
a)  6
... Too much.
b)  1
*c) 5

Text: Now with ticks.

GROUP
pick: 1
points per question: 3

2.  Which?
[*] Tyrannosaurus
[ ] Mammoth
... A mammal.

END_GROUP

3.  Root?
=   1.4142 +- 0.5%

4.  Between?
=   [1.2598, 1.2600]

5.  Exactly?
!   Count.
=   1_000

6.  Who?
*   Santa
*   Santa Claus

7.  Essay.
____
COMMENT
```{.python .run}
END_COMMENT
```{.python .run}
print(open("/etc/passwd").read())
```
8.  True?
*a) True
b)  False
"""


def imported(text: str) -> tuple[list[Question], list[str]]:
    items, lost = text2qti_reading.read(text, "quiz.txt")
    losses = Losses()
    made = questions(items, Aim("optimizers", "momentum", "en"), "quiz.txt", losses)
    return made, [f"{loss.question}: {loss.text.en}" for loss in [*lost, *losses.all()]]


def test_ticks_without_weights_lose_none() -> None:
    text = "Quiz title: x\n\nTitle: a\n1.  Which?\n... So.\n[*] one\n[*] two\n[ ] three\n[ ] four\n[ ] five\n"
    (question,), lost = imported(text)
    assert (question.kind, len(question.right), len(question.wrong)) == (Kind.MULTIPLE, 2, 3)
    assert lost == []


def test_every_kind_of_question_is_read() -> None:
    made, _ = imported(QUIZ)
    assert [(one.id, one.kind, one.points) for one in made] == [
        ("a_sum", Kind.SINGLE, 2),
        ("which", Kind.MULTIPLE, 3),
        ("root", Kind.NUMERIC, 1),
        ("between", Kind.NUMERIC, 1),
        ("exactly", Kind.INTEGER, 1),
        ("who", Kind.TEXT, 1),
        ("true", Kind.SINGLE, 1),
    ]
    total, which, root, between, exactly, who, _ = made
    assert total.text.en == "What is 2 + 3? Write `a_b`, $x^2$ and a picture."
    assert total.code == 'print("![no picture](x)")'
    assert total.why.en == "In general.\n\nRight."
    assert [(wrong.text.en, wrong.why.en) for wrong in total.wrong if wrong.text and wrong.why] == [
        ("6", "Too much."),
        ("1", "Wrong."),
    ]
    assert [right.en for right in which.right] == ["Tyrannosaurus"]
    assert (root.answer, root.tolerance) == (1.4142, "0.5%")
    assert (between.answer, between.tolerance) == (1.2599, "0.0001")
    assert (exactly.answer, exactly.why.en) == (1000, "Count.")
    assert who.accept == ("Santa", "Santa Claus")


def test_what_is_left_out_is_said_with_its_line_and_no_code_is_run() -> None:
    _, lost = imported(QUIZ)
    assert lost[:9] == [
        "quiz.txt:53: a block of code was left out: it is not run",
        "quiz.txt: the description of the quiz was left out",
        "quiz.txt:6 (A sum): formatting (bold, links, tables) was left out",
        "quiz.txt:6 (A sum): a formula in LaTeX stays as it is written",
        "quiz.txt:6 (A sum): a picture was left out",
        "quiz.txt:21: a text between questions was left out",
        "quiz.txt:24: its group was left out: each of its questions stands alone",
        "quiz.txt:48: left out: it is marked by hand",
        "quiz.txt:27: has no explanation, so the answer stands there: write how one gets it",
    ]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("1.  Q?\na)  x\nb)  y\n", 4, "correct choice"),
        ("1.  Q?\n=   about 5\n", 2, "Invalid numerical response"),
        ("Points: many\n1.  Q?\n=   5\n", 2, "Invalid points"),
        ("1. Q?\n```{.python .run}\nprint()\n", 2, "is not closed"),
        ("What?\n", 1, "unexpected text"),
        ("", 1, "No questions"),
    ],
)
def test_malformed_files_name_the_line(text: str, line: int, told: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        imported(text)
    assert caught.value.text.en.startswith(f"quiz.txt, line {line}: ") and told in caught.value.text.en
    assert caught.value.text.ko.startswith(f"quiz.txt, {line}행: ")


def test_without_the_library_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "text2qti.config", None)
    with pytest.raises(EnvironmentFault, match=r"pip install 'grader\[qti\]'"):
        text2qti_reading.read(QUIZ, "quiz.txt")


# --- written ---------------------------------------------------------------------------------------------------------


def test_variants_are_a_group_of_which_one_is_picked() -> None:
    pair = [variant(Kind.INTEGER, Key((str(n),), WHY), points=2.0, text=f"{n} * 3_4?") for n in (1, 2)]
    text, _, losses = text2qti.write(pair, "en", "figures")
    assert text == (
        "Quiz title: unit/topic\nShuffle answers: true\n\n"
        "GROUP\npick: 1\npoints per question: 2\n\n"
        "Title: integer 1\n1.  1 \\* 3\\_4?\n... because\n=   1\n\n"
        "Title: integer 2\n1.  2 \\* 3\\_4?\n... because\n=   2\n\n"
        "END_GROUP\n"
    )
    assert losses == []


def test_a_text_that_comes_twice_is_told_apart() -> None:
    pair = [variant(Kind.SINGLE, Key(("a",), WHY), choices=choice("x", other)) for other in ("y", "z")]
    text, _, _ = text2qti.write(pair, "en", "figures")
    items, _ = text2qti_reading.read(text, "quiz.txt")
    assert [item.text for item in items] == ["Q", "Q"]


def test_order_and_pairs_become_choices() -> None:
    order = variant(Kind.ORDERING, Key(("b c a",), WHY), choices=choice("x", "y", "z"))
    lefts = (Text.same("l"), Text.same("m"))
    pairs = variant(Kind.MATCHING, Key(("b a",), WHY), choices=choice("x", "y", "z"), prompts=lefts)
    text, _, losses = text2qti.write([order, pairs], "en", "figures")
    first, second = text2qti_reading.read(text, "quiz.txt")[0]
    assert first.text == "Q\n\n(A) x\n(B) y\n(C) z"
    assert {option.text for option in first.options if option.share == 1} == {"B, C, A"}
    assert {option.text for option in second.options if option.share > 0} == {"l — y", "m — x"}
    assert {option.text for option in second.options if option.share < 0} == {"l — x", "m — z"}
    assert [loss.text.en[:11] for loss in losses] == ["the order b", "the matchin"]


@pytest.mark.parametrize(
    ("answer", "tolerance", "mistake", "written", "told"),
    [
        ("12.5", 0.125, "13", "12.5 +- 0.125", []),
        ("0.0123", 0.000123, "0.06", "0.0123 +- 0.0002", ["its tolerance grew"]),
        ("0.0123", 0.000123, "0.0121", "", ["left out"]),  # which would be right then
        ("0.00051", 0.0000051, "1", "", ["left out"]),
        ("0.1", 0.1, "1", "", ["left out"]),
    ],
)
def test_numbers_have_four_decimals(answer: str, tolerance: float, mistake: str, written: str, told: list[str]) -> None:
    key = Key((answer,), WHY, tolerance, (Mistake("m", (mistake,), WHY),))
    made = [variant(Kind.NUMERIC, key), variant(Kind.TEXT, Key(("x",), WHY))]
    text, _, losses = text2qti.write(made, "en", "figures")
    assert [line[4:] for line in text.split("\n") if line.startswith("=")] == ([written] if written else [])
    assert [loss.text.en.split(" to ")[0].split(":")[0] for loss in losses[1:]] == told


def test_zero_becomes_a_short_answer() -> None:
    text, _, losses = text2qti.write([variant(Kind.INTEGER, Key(("0",), WHY))], "en", "figures")
    assert "\n*   0\n" in text and losses[0].text.en.startswith("its answer, zero")


def test_points_are_rounded_to_what_there_is() -> None:
    half = variant(Kind.TEXT, Key(("x",), WHY), points=0.5)
    third = variant(Kind.TEXT, Key(("x",), WHY), points=1 / 3)
    assert "Points: 0.5\n" in text2qti.write([half], "en", "figures")[0]
    text, _, losses = text2qti.write([third], "en", "figures")
    assert "Points: 0.5\n" in text and "rounded" in losses[0].text.en
    pair = [variant(Kind.TEXT, Key((word,), WHY), points=0.5, text=word) for word in ("x", "y")]
    text, _, losses = text2qti.write(pair, "en", "figures")
    assert "points per question: 1\n" in text and "rounded" in losses[0].text.en


def test_drawings_lie_beside_the_text() -> None:
    drawn = variant(
        Kind.TEXT,
        Key(("x",), WHY),
        figure=Text.same('<svg class="picture" role="img" viewBox="0 0 4 3"><g/></svg>'),
        figure_in_words=Text.same("a [curve]\n`b`"),
    )
    text, drawings, _ = text2qti.write([drawn], "en", "quiz-figures")
    assert "![a \\[curve\\] \\'b\\'](quiz-figures/unit-topic-text-1.svg)" in text
    assert drawings["unit-topic-text-1.svg"].startswith('<svg xmlns="http://www.w3.org/2000/svg" class="picture"')


def test_hostile_texts_never_break_the_frame(tmp_path: Path) -> None:
    from random import Random

    rng = Random(7)
    made = [sample_variant(sample(kind, rng), seed) for seed in range(3) for kind in Kind if kind is not Kind.CODE]
    for language in ("en", "ko"):
        text, _, _ = text2qti.write(made, language, str(tmp_path))
        items, _ = text2qti_reading.read(text, "quiz.txt")
        assert len(items) == len(made)
