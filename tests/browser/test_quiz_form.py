"""The form of a paper as a browser runs it: one page of ours frames forms, uses them as students do, and tells what it saw."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from quiz import samples

from grader.model import Text
from grader.quiz.form import form_html
from grader.quiz.marking import mark
from grader.quiz.model import Asked, Kind
from grader.quiz.papers import read_answers
from grader.quiz.written import check_form

from .chromium import MEASURE, found_by, needs_chromium

pytestmark = needs_chromium

VIEWS = ((380, "light"), (380, "dark"), (1280, "light"))
RIGHT = {one.asked.question.rpartition("_")[2]: one.key.right[0] for one in samples.variants()}
TYPED = [
    "0.25", "０．２５", "0,25", "-3", "−3", "1e-3", "1.2 × 10^-3", "2·10**4", "3/4", "1,234.5", "1 000 000", "= 12", "x = 5", "≈ 7", "12 MB",
    "12 메가바이트", "12 mbs", "12 GB", "12k", "12 million", "3만", "12 layers", "12개", "50%", "12 ??", "lots", "many 3", "1e-3 MB", ".5", "-",
    "(1, 64, 56, 56)", "[1,64]", "1x64 x 56", "torch.Size([2, 3])", "（１，２）", "1 2 3", "7", "(3.5, 2)", "()", "2, three", "size 3", "(1, N)",
]  # fmt: skip

SCENES = Path(__file__).with_name("form_scenes.js")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one start of the browser sees of every scene, and the lines of its console."""
    folder, profile = tmp_path_factory.mktemp("forms"), tmp_path_factory.mktemp("profile")
    plain = {name: replace(samples.paper(), name=name) for name in ("graded", "part", "others", "unkept", "doubts")}
    timed, practice = samples.paper(name="timed", minutes=30), samples.practice()
    papers = {**plain, "timed": timed, "practice": practice, "looks": samples.practice(minutes=None)}
    for name, paper in papers.items():
        (folder / f"{name}.html").write_text(form_html(paper, "en"), encoding="utf-8")
    given = json.dumps({"right": RIGHT, "typed": TYPED, "units": ["MB", "메가바이트"], "views": VIEWS})
    script = f"const given = {given};{MEASURE}{SCENES.read_text(encoding='utf-8')}"
    html = f"<!doctype html><meta charset=utf-8><body><script>{script}</script></body>"
    told, console = found_by(folder / "use.html", html, profile, "--virtual-time-budget=10000")
    # of the browser itself: no person has touched these pages, so their warning before leaving is not shown
    return {**told, "console": [line for line in console if "beforeunload" not in line]}


def test_all_answers_are_saved_as_marking_reads_them(seen: dict[str, Any]) -> None:
    scene = seen["answering"]
    sheet = read_answers(scene["file"].encode(), "김민지.json")
    given = {answer.question: answer for answer in sheet.answers}
    assert (sheet.paper, sheet.student) == ("graded", "김민지") and sheet.started < sheet.saved
    for one in samples.variants():
        answer = given[one.asked.question]
        assert (answer.variant, answer.answer) == (one.asked.variant, one.key.right[0]) and answer.at.endswith("Z")
        assert one.asked.kind is Kind.CODE or mark(one, answer.answer).share == 1
    assert "has saved 김민지.json" in scene["told"] and "Hand this file in" in scene["told"]


def test_answers_survive_reloading_and_the_switch_of_language(seen: dict[str, Any]) -> None:
    scene = seen["answering"]
    assert scene["before"] == ["0 of 10 answered", False, False] and scene["full"] == ["10 of 10 answered", True]
    assert scene["korean"] == [
        "10문제 중 10문제 답함",
        "최적화 기법, 3주 차",
        "문제 1",
        "b · 두 층을 건너뛰어 더해지는 항등 지름길 연결",
    ]
    assert scene["again"] == ["10문제 중 10문제 답함", True, "ko", "0.262144123456"]


def test_leaving_warns_until_the_answers_are_in_a_file(seen: dict[str, Any]) -> None:
    assert seen["answering"]["after"] == [False, True]
    assert seen["unkept"]["leaving"] is True


def test_every_answer_can_be_cleared_and_taken_from_the_file_again(seen: dict[str, Any]) -> None:
    scene = seen["answering"]
    assert scene["cleared"][:2] == ["0 of 10 answered", 0] and "Not answered yet" in scene["cleared"][2]
    assert scene["replaced"] == "The answers in mine.json take the place of those on this page."
    assert scene["back"] == ["10 of 10 answered", "Opened mine.json: 10 answers."]


def test_saving_says_first_what_is_not_answered(seen: dict[str, Any]) -> None:
    scene = seen["inPart"]
    assert scene["answered"] == "1 of 10 answered"
    assert scene["asked"] == "7 of 10 questions are not answered: 1 2 4 5 6 7 10 Answered only in part: 3 9"
    answers = {
        answer.question.rpartition("_")[2]: answer.answer
        for answer in read_answers(scene["file"].encode(), "x").answers
    }
    assert answers == {"truefalse": "true", "ordering": "a b c d", "matching": "- a -"}


def test_a_file_of_another_student_or_paper_is_refused(seen: dict[str, Any]) -> None:
    scene = seen["others"]
    student, paper, form, torn, odd = scene["said"]
    assert student == "other.json belongs to another student (박); this form is for 김민지. Nothing was changed."
    assert paper == "other.json belongs to another paper (week-4); this is others. Nothing was changed."
    assert form.startswith("other.json is not an answer file.") and torn.startswith("torn.json is not an answer file.")
    assert odd.startswith("odd.json is not an answer file.")
    assert scene["untouched"] == "10 of 10 answered"
    notice, answered, nothing = scene["strange"]
    assert "2 of its answers belong to other questions" in notice and answered == "8 of 10 answered" and nothing


def test_the_time_starts_on_request_survives_reloading_and_locks_nothing(seen: dict[str, Any]) -> None:
    scene = seen["time"]
    assert scene["seen"] == [True, True, True, True]
    early, short, over = scene["views"]
    assert early[0] and early[1].startswith(("20:00", "19:5")) and early[2:] == ["", ""]
    assert short[1].startswith(("4:00", "3:5")) and short[2:] == ["Less than 5 minutes are left.", "time_short"]
    assert over[1].startswith(("+1:0", "+1:1")) and over[2].startswith("The time is over. Save the answer file now")
    assert scene["answered"] == "2 of 10 answered"


def test_a_browser_that_keeps_nothing_is_told_and_works(seen: dict[str, Any]) -> None:
    assert seen["unkept"]["notice"].startswith("This browser does not keep your answers")
    assert seen["unkept"]["answered"] == "1 of 10 answered"


def test_practice_shows_an_answer_when_it_is_asked_for(seen: dict[str, Any]) -> None:
    scene = seen["practice"]
    assert scene["before"] == [True] * 10 and scene["expanded"] == "true"
    assert (
        scene["shown"].startswith("Right answer The step sums past gradients")
        and "Mistake: decay (c)." in scene["shown"]
    )


def test_doubts_agree_with_what_marking_can_read(seen: dict[str, Any]) -> None:
    scene = seen["doubts"]
    assert scene["said"][0] == "" and scene["said"][1].startswith("This does not look like a number")
    assert scene["said"][2].startswith("The number is asked for in MB: convert it, or leave the unit out.")
    unit = Text("MB", "메가바이트")
    kinds = ((Kind.NUMERIC, unit), (Kind.NUMERIC, None), (Kind.INTEGER, None), (Kind.SHAPE, None))
    for (kind, asked_unit), doubts in zip(kinds, scene["all"], strict=True):
        asked = Asked("a/b/c", "", kind, 1.0, unit, unit=asked_unit)
        expected = {raw: check_form(asked, raw) is not None for raw in TYPED}
        assert {raw: bool(doubt) for raw, doubt in zip(TYPED, doubts, strict=True)} == expected, kind


def test_the_form_fits_its_window_and_stands_out_in_light_and_dark(seen: dict[str, Any]) -> None:
    for page, (width, scheme) in zip(seen["looks"], VIEWS, strict=True):
        assert page["needed"] <= page["width"] == width
        assert page["paper"] == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 27)"}[scheme]
        assert (page["faint"], page["unreachable"], page["unnamed"]) == ([], [], 0)


def test_nothing_is_fetched_and_the_console_stays_empty(seen: dict[str, Any]) -> None:
    assert [(page["loaded"], page["outside"]) for page in seen["looks"]] == [([], [])] * len(VIEWS)
    assert seen["console"] == []
