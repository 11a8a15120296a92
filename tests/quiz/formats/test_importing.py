"""Items that the bank has no kind for, and names that it cannot take."""

from __future__ import annotations

import pytest

from grader.quiz.formats.importing import Aim, questions
from grader.quiz.formats.items import Form, Item, Number, Option
from grader.quiz.formats.losses import Losses
from grader.quiz.model import Kind, Question

RIGHT, WRONG, HALF = Option("r", 1.0), Option("w", 0.0, "why"), Option("h", 0.5, "half")


def made(*items: Item) -> tuple[list[Question], list[str]]:
    losses = Losses()
    found = questions(items, Aim("optimizers", "momentum", "en"), "f", losses)
    return found, [loss.text.en for loss in losses.all()]


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (Item("q", Form.SINGLE, "?", options=(WRONG, HALF)), "a right option"),
        (Item("q", Form.SINGLE, "?", options=(RIGHT,)), "a wrong one"),
        (Item("q", Form.MULTIPLE, "?", options=(Option("a", 0.5), Option("b", 0.5))), "a wrong one"),
        (Item("q", Form.NUMERIC, "?", numbers=(Number(1.0, 0.0, 0.5),)), "no answer earns all"),
        (Item("q", Form.NUMERIC, "?", numbers=(Number(float("nan"), 0.0, 1.0),)), "no answer earns all"),
        (Item("q", Form.SHORT, "?", options=(HALF,)), "no answer earns all"),
        (Item("q", Form.SINGLE, "", options=(RIGHT, WRONG)), "no text"),
        (Item("q", Form.SINGLE, "?", options=(RIGHT, Option("", 0.0))), "no text"),
        (Item("q", Form.ORDERING, "?", options=(RIGHT,)), "two entries"),
        (Item("q", Form.MATCHING, "?", pairs=(("a", "x"), ("b", "x"))), "the same"),
        (Item("q", Form.MATCHING, "?", pairs=(("a", "x"), ("", "y"))), "two entries"),
    ],
)
def test_what_the_bank_has_no_kind_for_is_left_out_and_said(item: Item, told: str) -> None:
    found, losses = made(item)
    assert found == [] and len(losses) == 1 and told in losses[0] and losses[0].startswith("left out")


def test_what_is_simplified_is_said() -> None:
    found, losses = made(
        Item("q", Form.SINGLE, "?", feedback="f", options=(RIGHT, Option("s", 1.0), WRONG, HALF)),
        Item("q", Form.NUMERIC, "?", feedback="f", numbers=(Number(1.0, 0.0, 1.0), Number(2.0, 0.0, 1.0))),
        Item("q", Form.MULTIPLE, "?", feedback="f", options=(Option("a", 0.9), Option("b", 0.1), WRONG)),
    )
    assert [one.kind for one in found] == [Kind.SINGLE, Kind.INTEGER, Kind.MULTIPLE]
    assert [line.split(":")[0] for line in losses] == [
        "has several right options",
        "points for a part were left out",
        "several numbers are right",
        "weights were left out",
    ]


def test_ids_are_names_in_snake_case_and_differ() -> None:
    named = [
        Item(name, Form.SINGLE, "What is 2 + 2?", options=(RIGHT, WRONG)) for name in ("A b!", "a-b", "3 x", "", "물음")
    ]
    assert [one.id for one in made(*named)[0]] == ["a_b", "a_b_2", "question_3_x", "what_is_2_2", "물음"]
