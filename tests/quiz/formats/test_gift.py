"""GIFT as Moodle documents it, read and written."""

from __future__ import annotations

import pytest

from grader.errors import UnreadableError, UsageError
from grader.model import Language, Text
from grader.quiz.formats import gift, gift_reading
from grader.quiz.formats.importing import Aim, questions
from grader.quiz.formats.losses import Losses
from grader.quiz.model import Asked, Choice, Key, Kind, Mistake, Question, Variant


def items(text: str, language: Language = "en"):  # type: ignore[no-untyped-def]
    return gift_reading.read(text, "quiz.gift", language)


def imported(text: str, language: Language = "en") -> tuple[list[Question], list[str]]:
    found, lost = items(text, language)
    losses = Losses()
    made = questions(found, Aim("optimizers", "momentum", language), "quiz.gift", losses)
    return made, [f"{loss.question}: {loss.text.en}" for loss in [*lost, *losses.all()]]


def one(text: str) -> Question:
    (question,), _ = imported(text)
    return question


def test_a_choice_with_feedback_and_an_explanation() -> None:
    question = one("::Grant::Who is buried?{\n~Grant#Nobody is.\n=no one#Right.\n~Jefferson\n####See the tomb.}")
    assert (question.id, question.kind, question.text.en, question.text.ko) == (
        "grant",
        Kind.SINGLE,
        "Who is buried?",
        "",
    )
    assert [right.en for right in question.right] == ["no one"]
    assert [(wrong.text.en, wrong.why.en) for wrong in question.wrong if wrong.text and wrong.why] == [
        ("Grant", "Nobody is."),
        ("Jefferson", "This is not the answer."),
    ]
    assert question.why.en == "See the tomb.\n\nRight."


def test_a_missing_word_leaves_a_gap() -> None:
    assert one("Grant is {~buried =entombed ~living} in the tomb.").text.en == "Grant is _____ in the tomb."


def test_several_answers_by_weight() -> None:
    question = one("Which two? {~%-50%No one ~%50%Grant ~%50%his wife ~%-50%his father}")
    assert question.kind is Kind.MULTIPLE
    assert ({right.en for right in question.right}, len(question.wrong)) == ({"Grant", "his wife"}, 2)


def test_true_and_false_become_a_choice() -> None:
    question = one("The sun rises in the east.{T#No: look again.#Yes.}")
    assert ([right.en for right in question.right], question.why.en) == (["True"], "Yes.")
    assert [(wrong.text.en, wrong.why.en) for wrong in question.wrong if wrong.text and wrong.why] == [
        ("False", "No: look again.")
    ]
    (korean,), _ = imported("해는 동쪽에서 뜬다.{FALSE}", "ko")
    assert (korean.right[0].ko, korean.right[0].en, korean.why.ko) == ("거짓", "", "정답: 거짓")


@pytest.mark.parametrize(
    ("answers", "value", "tolerance"),
    [
        ("#1822", 1822, ""),
        ("#3.1415:0.0005", 3.1415, "0.0005"),
        ("#3.141..3.142", 3.1415, "0.0005"),
        ("#-1e-3:0", -0.001, "0"),
    ],
)
def test_numbers_with_margins_and_ranges(answers: str, value: float, tolerance: str) -> None:
    question = one(f"How much? {{{answers}}}")
    assert (question.answer, question.tolerance) == (value, tolerance)
    assert question.kind is (Kind.INTEGER if tolerance == "" else Kind.NUMERIC)


def test_several_numbers_keep_the_right_one_and_the_mistakes() -> None:
    (question,), lost = imported("When?{#\n=1822:0 #Yes.\n=%50%1822:2 #Close.\n=%0%1900:0 #Too late.\n~#Otherwise.}")
    assert (question.answer, question.why.en) == (1822, "Yes.")
    assert [(mistake.value, mistake.why.en) for mistake in question.mistakes if mistake.why] == [(1900, "Too late.")]
    assert [line.split(": ", 1)[1][:20] for line in lost] == ["what is said to ever", "points for a part we"]


def test_short_answers_and_shapes() -> None:
    question = one("Who?{=no one =nobody =%0%Grant#He died.}")
    assert (question.kind, question.accept, question.mistakes[0].accept) == (
        Kind.TEXT,
        ("no one", "nobody"),
        ("Grant",),
    )
    assert one("Which shape?{=(1, 64) =[1,64] =1x64}").answer == [1, 64]


def test_matching_with_a_side_that_belongs_to_none() -> None:
    question = one("Match.{=Canada -> Ottawa =Italy->Rome\n= -> Tokyo}")
    assert [(left.en, right.en) for left, right in question.pairs] == [("Canada", "Ottawa"), ("Italy", "Rome")]
    assert [extra.en for extra in question.extra] == ["Tokyo"]


def test_ordering_of_moodle() -> None:
    question = one(
        "::Words::[html]Order.{>3 ALL VERTICAL ABSOLUTE_POSITION SHOW none\nModular\nObject\nOriented &lt;T&gt;\n}"
    )
    assert [item.en for item in question.items] == ["Modular", "Object", "Oriented <T>"]


def test_escapes_formats_comments_and_categories() -> None:
    text = (
        "// first\n$CATEGORY: $course$/top/a\n// [id:from_comment] [tag:x]\n[html]<p>Is <b>x</b> \\= 2\\: <code>List&lt;T&gt;</code>?</p>"
        "<pre>a\\n b</pre>{\n// not this\n=\\{yes\\}\\nline#why \\#1\n~[plain]<no>}"
    )
    (question,), lost = imported(text)
    assert (question.id, question.text.en, question.code) == ("from_comment", "Is x = 2: `List<T>`?", "a\n b")
    assert (question.right[0].en, question.why.en) == ("{yes} line", "why #1")
    assert question.wrong[0].text == Text("<no>", "")
    assert lost[0].startswith("quiz.gift:2 ($course$/top/a): its category")
    assert lost[1] == "quiz.gift:4 (from_comment): its tags were left out"
    assert "quiz.gift:4 (from_comment): formatting (bold, links, tables) was left out" in lost


def test_markdown_is_read_as_markdown() -> None:
    assert one("[markdown]Who is in **Grant's** `tomb`?{=no one}").text.en == "Who is in Grant's `tomb`?"


def test_what_is_no_question_is_said() -> None:
    made, lost = imported("A text.\n\nWrite.{}\n\nWho?{=a =b}")
    assert [question.kind for question in made] == [Kind.TEXT]
    assert lost[:2] == [
        "quiz.gift:1: left out: a text without answers",
        "quiz.gift:3: left out: an essay is marked by hand",
    ]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("Q1?{=a ~b}\n\nQ2? =a ~b}", 3, "one pair of braces"),
        ("Q?\n{=a\n~b", 2, "one pair of braces"),
        ("Q?{=a ~b} and {=c ~d}", 1, "one pair of braces"),
        ("Q?{\n~a}", 2, "two options at least"),
        ("Q?{\n=a -> b\n=c}", 3, "=left -> right"),
        ("Q?{#about 5}", 1, "`about 5` is no number"),
        ("Q?{#5:-1}", 1, "`5:-1` is no number"),
        ("// note\nQ?{#\n=1\n=%50%x}", 4, "`x` is no number"),
        ("::Q?{=a ~b}", 1, "ends with `::`"),
        ("Q?{=a ~}", 1, "an answer is empty"),
        ("Q?{one =a ~b}", 1, "starts with one of"),
        ("Q?{>a\nb\n}", 1, "number of its items"),
        ("", 1, "there is no question here"),
    ],
)
def test_malformed_files_name_the_line_and_the_way_out(text: str, line: int, told: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        items(text)
    assert caught.value.text.en.startswith(f"quiz.gift, line {line}: ") and told in caught.value.text.en
    assert caught.value.text.ko.startswith(f"quiz.gift, {line}행: ")


# --- written ---------------------------------------------------------------------------------------------------------


def choice(*texts: str) -> tuple[Choice, ...]:
    return tuple(Choice(letter, Text.same(text)) for letter, text in zip("abcd", texts, strict=False))


def variant(kind: Kind, key: Key, points: float = 1.0, text: str = "Q", **fields: object) -> Variant:
    return Variant(Asked(f"unit/topic/{kind}", "v", kind, points, Text.same(text), **fields), key)  # type: ignore[arg-type]


WHY = Text("because", "왜냐하면")


def test_variants_of_a_question_share_a_category() -> None:
    pair = [variant(Kind.INTEGER, Key((str(n),), WHY), text=f"{n}?") for n in (1, 2)]
    text, losses = gift.write([*pair, pair[0]], "ko")
    assert text == (
        "$CATEGORY: $course$/top/unit/topic/integer\n\n"
        "::integer 1::[html]1?{#\n\t=%100%1:0\n\t####왜냐하면\n}\n\n"
        "::integer 2::[html]2?{#\n\t=%100%2:0\n\t####왜냐하면\n}\n"
    )
    assert losses == []


def test_judgement_and_reason_are_one_choice_with_half_points() -> None:
    key = Key(("false b",), WHY, mistakes=(Mistake("m", ("false a",), Text.same("no")),))
    text, _ = gift.write([variant(Kind.TRUE_FALSE, key, choices=choice("x", "y"))], "en")
    assert "\n\t".join(["~True\\: x", "~True\\: y", "~%50%False\\: x#no", "=False\\: y", "####because"]) in text


def test_ticks_take_away_as_with_us() -> None:
    text, _ = gift.write([variant(Kind.MULTIPLE, Key(("a b c",), WHY), choices=choice("w", "x", "y", "z"))], "en")
    assert "~%33.33333%w" in text and "~%-100%z" in text


def test_a_star_in_a_short_answer_stands_for_itself() -> None:
    text, _ = gift.write([variant(Kind.TEXT, Key(("a*b",), WHY))], "en")
    assert "=%100%a\\\\*b" in text


def test_what_gift_cannot_hold_is_said() -> None:
    made = [
        variant(Kind.CODE, Key(("x",), WHY), code="____"),
        variant(Kind.ORDERING, Key(("b a",), WHY), points=2.0, choices=choice("x", "y")),
        variant(Kind.TEXT, Key(("f -> g", "fg"), WHY)),
        variant(Kind.MATCHING, Key(("a b",), WHY), choices=choice("x", "y"), prompts=(Text.same("l"), Text.same("m"))),
        variant(Kind.SINGLE, Key(("a",), Text("because", "")), choices=choice("x", "y")),
    ]
    text, losses = gift.write(made, "ko")
    told = [(loss.question.rpartition("/")[2], loss.text.en.split(":")[0][:40]) for loss in losses]
    assert told == [
        ("code", "left out"),
        ("single", "has no Korean text here and there"),
        ("ordering", "GIFT holds no points"),
        ("ordering", "for a partly right order Moodle counts th"[:40]),
        ("ordering", "the explanation was left out"),
        ("text", "an accepted spelling was left out"),
        ("matching", "the matching became pairs to tick, right"[:40]),
    ]
    assert "f ->" not in text


def test_nothing_to_write_is_an_error_that_says_why() -> None:
    with pytest.raises(UsageError, match="no LMS can run code"):
        gift.write([variant(Kind.CODE, Key(("x",), WHY), code="____")], "en")
