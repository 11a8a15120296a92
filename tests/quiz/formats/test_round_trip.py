"""What is exported and imported again is the same question, as far as the format holds it."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from grader.model import LANGUAGES, Language
from grader.quiz.formats import gift, gift_reading, text2qti, text2qti_reading
from grader.quiz.formats.importing import Aim, questions
from grader.quiz.formats.losses import Losses
from grader.quiz.model import Kind, Question

from .samples import TOPIC, UNIT, content, question, variant

KINDS = [kind for kind in Kind if kind is not Kind.CODE]
ROUNDS = 12


def through_gift(one: Question, language: Language) -> Question:
    text, _ = gift.write([variant(one)], language)
    items, losses = gift_reading.read(text, "quiz.gift", language)
    assert [loss.text.en[:12] for loss in losses] == ["its category"]
    (back,) = questions(items, Aim(UNIT, TOPIC, language), "quiz.gift", Losses())
    return back


def through_text2qti(one: Question, language: Language) -> Question:
    text, _, _ = text2qti.write([variant(one)], language, "figures")
    items, losses = text2qti_reading.read(text, "quiz.txt")
    assert losses == []
    (back,) = questions(items, Aim(UNIT, TOPIC, language), "quiz.txt", Losses())
    return back


def differing(one: dict[str, Any], other: dict[str, Any], held: set[str]) -> dict[str, Any]:
    return {key: (one[key], other[key]) for key in held if one[key] != other[key]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_gift_gives_back_every_kind(kind: Kind, language: Language) -> None:
    rng = Random(f"{kind} {language}")
    for _ in range(ROUNDS):
        one = question(kind, rng)
        before, after = content(one, language), content(through_gift(one, language), language)
        held = set(before) - ({"why"} if kind is Kind.ORDERING else set())
        assert not differing(before, after, held), before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in (Kind.ORDERING, Kind.MATCHING)])
def test_text2qti_gives_back_what_it_has_a_form_for(kind: Kind, language: Language) -> None:
    rng = Random(f"{kind} {language}")
    for _ in range(ROUNDS):
        one = question(kind, rng)
        before, after = content(one, language), content(through_text2qti(one, language), language)
        assert not differing(before, after, set(before) - {"mistakes"}), before
