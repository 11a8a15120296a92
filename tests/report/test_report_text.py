from __future__ import annotations

import json
import unicodedata

import pytest

from grader.model import LANGUAGES
from grader.report.as_json import SCHEMA_VERSION, as_json, document
from grader.report.audience import Audience
from grader.report.terminal import render, render_class

from . import samples


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unicode", [True, False])
def test_no_line_is_wider_than_the_terminal(language, unicode):
    for report in (samples.full(), samples.hostile(), samples.rejected("x")):
        text = render(report, language=language, color=False, unicode=unicode, audience=Audience.STAFF)
        assert max(map(columns, text.splitlines())) <= 80
        assert all(c.isprintable() or c == "\n" for c in text)
    text = render_class(samples.classroom(), language=language, color=False, unicode=unicode)
    assert max(map(columns, text.splitlines())) <= 80


def test_json_has_a_stable_shape_and_gives_back_what_was_stored():
    reports = [samples.full(), samples.hostile()]
    text = "".join(document(reports, audience=Audience.STAFF))
    assert all(c.isprintable() or c == "\n" for c in text)
    read = json.loads(text)
    made = [as_json(report, Audience.STAFF) for report in reports]
    assert read == {"schema_version": SCHEMA_VERSION, "language": "en", "submissions": made}
    assert text == "".join(document(iter(reports), audience=Audience.STAFF))
    full, hostile = read["submissions"]
    assert hostile["student"] == samples.HOSTILE
    assert set(full) == {
        "student", "sha256", "score", "max_score", "seconds", "rejected", "problems", "tasks",
    }  # fmt: skip
    check = full["tasks"][0]["checks"][1]
    assert check["verdict"] == "FAIL" and check["place"] == {"file": "hw3.ipynb", "cell": 7, "line": 32}


def test_json_about_nobody_is_a_document_too():
    assert json.loads("".join(document([], audience=Audience.STAFF)))["submissions"] == []


def test_json_for_students_withholds_what_hidden_checks_found():
    text = "".join(document([samples.full()], audience=Audience.STUDENT))
    assert "the hidden inputs" not in text and "secret" not in text and '"staff"' not in text
