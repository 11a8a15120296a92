"""QTI for Canvas: the package is what text2qti makes, and its XML holds what was asked."""

from __future__ import annotations

import io
import sys
import zipfile
from random import Random
from xml.etree import ElementTree

import pytest

from grader.errors import EnvironmentFault, UsageError
from grader.model import Text
from grader.quiz.formats import qti
from grader.quiz.model import Kind

from .samples import question, variant
from .test_gift import WHY, Key
from .test_gift import variant as made

XMLNS = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"


def assessment(package: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        names = opened.namelist()
        assert "imsmanifest.xml" in names
        for name in names:
            if name.endswith(".xml"):
                root = ElementTree.fromstring(opened.read(name))
        return root


def test_every_kind_is_an_item_of_the_package() -> None:
    rng = Random(3)
    asked = [variant(question(kind, rng), 1) for kind in Kind if kind is not Kind.CODE]
    package, losses = qti.write(asked, "ko")
    kinds = [
        entry.findtext(f"{XMLNS}fieldentry")
        for entry in assessment(package).iter(f"{XMLNS}qtimetadatafield")
        if entry.findtext(f"{XMLNS}fieldlabel") == "question_type"
    ]
    assert kinds == [
        "multiple_choice_question",  # single
        "multiple_answers_question",
        "multiple_choice_question",  # truefalse
        "numerical_question",
        "numerical_question",
        "short_answer_question",  # shape
        "short_answer_question",  # text
        "multiple_choice_question",  # ordering
        "multiple_answers_question",  # matching
    ]
    assert {loss.question.rpartition("_")[2] for loss in losses} >= {"ordering", "matching", "truefalse"}


def test_a_drawing_is_a_file_of_the_package() -> None:
    drawn = made(Kind.INTEGER, Key(("3",), WHY), figure=Text.same('<svg class="picture" viewBox="0 0 4 3"></svg>'))
    package, _ = qti.write([drawn], "en")
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        assert "images/unit-topic-integer-1.svg" in opened.namelist()
    texts = [node.text or "" for node in assessment(package).iter(f"{XMLNS}mattext")]
    assert any("%24IMS-CC-FILEBASE%24/images/unit-topic-integer-1.svg" in text for text in texts)


def test_without_the_library_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "text2qti.config", None)
    with pytest.raises(EnvironmentFault, match=r"pip install 'grader\[qti\]'"):
        qti.write([made(Kind.INTEGER, Key(("3",), WHY))], "en")


def test_nothing_to_write_is_an_error_that_says_why() -> None:
    with pytest.raises(UsageError, match="decimals"):
        qti.write([made(Kind.NUMERIC, Key(("1e-9",), WHY, 1e-11))], "en")
