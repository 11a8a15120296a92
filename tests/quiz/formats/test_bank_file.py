"""What is imported is a file that the bank reads."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random

import pytest

from grader.model import LANGUAGES, Language, Text
from grader.quiz.bank import Bank
from grader.quiz.formats import gift_reading
from grader.quiz.formats.bank_file import to_toml
from grader.quiz.formats.importing import Aim, questions
from grader.quiz.formats.losses import Losses
from grader.quiz.model import Kind, Question

from .samples import TOPIC, UNIT, content, question
from .test_round_trip import through_gift


def read_back(root: Path, made: list[Question]) -> tuple[Question, ...]:
    path = root / "assignments" / UNIT / "quiz" / f"{TOPIC}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_toml(made), encoding="utf-8")
    return Bank(root).questions


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.CODE])
def test_every_kind_is_read_back(kind: Kind, tmp_path: Path) -> None:
    rng = Random(f"bank {kind}")
    for _ in range(20):
        made = question(kind, rng)
        (back,) = read_back(tmp_path, [made])
        for language in LANGUAGES:
            assert content(back, language) == content(made, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_imported_topic_is_read_by_the_bank(language: Language, tmp_path: Path) -> None:
    rng = Random(f"imported {language}")
    made = [through_gift(question(kind, rng), language) for kind in Kind if kind is not Kind.CODE]
    back = read_back(tmp_path, made)
    assert [content(one, language) for one in back] == [content(one, language) for one in made]


def test_the_file_reads_like_one_written_by_hand() -> None:
    items, _ = gift_reading.read("::Two::2 + 2?{=4#Yes. ~5#Too\\nmuch.}", "quiz.gift", "en")
    made = questions(items, Aim(UNIT, TOPIC, "en"), "quiz.gift", Losses())
    assert to_toml(made) == (
        '[two]\ncatalogue = []\nkind = "single"\ntext.en = "2 + 2?"\nright = { en = "4" }\nwhy.en = "Yes."\n\n'
        '[two.wrong.wrong_1]\nen = "5"\nwhy.en = """\nToo\nmuch."""\n'
    )


def test_lines_quotes_and_foreign_names_survive() -> None:
    told = Text('a "b" \\ """\n\n  c\x7f', "한글")
    made = Question(
        UNIT, TOPIC, "물음", ("A2",), Kind.ORDERING, told, told, points=0.5, practice=True, items=(told, told), show=2
    )
    table = tomllib.loads(to_toml([made]))["물음"]
    assert table["text"] == {"en": told.en, "ko": told.ko} == table["items"][0]
    assert (table["points"], table["practice"], table["show"]) == (0.5, True, 2)
