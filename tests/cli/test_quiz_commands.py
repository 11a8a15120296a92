"""`grader quiz` as people call it, from issuing papers to looking at the class."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_commands import grader
from tests.quiz import course


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return course.make(tmp_path / "course")


def quiz(root: Path, *arguments: object, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return grader(root.parent, "quiz", *arguments, typed=typed, GRADER_COURSE=str(root), **environment)


def test_papers_are_issued_taken_handed_in_and_analysed(root: Path) -> None:
    folder = root.parent
    (folder / "roster.txt").write_text("kim\n김민지\n", encoding="utf-8")
    issued = quiz(
        root, "issue", "tiny", "--students", "roster.txt", "--out", "papers", "--name", "midterm", "--minutes", 30
    )
    assert issued.returncode == 0 and {path.name for path in (folder / "papers").iterdir()} == {
        "kim.html", "kim.paper.json", "김민지.html", "김민지.paper.json",
    }  # fmt: skip

    taken = quiz(root, "take", "papers/김민지.paper.json", typed="1\n12\n\n:q\n")
    assert taken.returncode == 0 and "Answered: 2 of 9." in taken.stdout and "answers/김민지.json" in taken.stdout
    again = quiz(root, "take", "papers/김민지.paper.json", typed=":1\n:c\n:q\n")
    assert "Your answer: 1" in again.stdout and "Answered: 1 of 9." in again.stdout
    assert json.loads((folder / "answers/김민지.json").read_text(encoding="utf-8"))["student"] == "김민지"

    checked = quiz(root, "check", "answers/김민지.json", "--json")
    report = json.loads(checked.stdout)["submissions"][0]
    assert checked.returncode == 1 and report["tasks"][0]["task"] == "quiz/midterm" and report["max_score"] == 10

    batch = grader(folder, "batch", "answers", "--db", "class.sqlite", GRADER_COURSE=str(root))
    assert batch.returncode == 1 and "quiz/midterm" in batch.stdout
    items = quiz(root, "items", "--db", "class.sqlite", "--json")
    assert json.loads(items.stdout)["quizzes"][0]["students"] == 1
    assert "basics: sum" in quiz(root, "items", "--db", "class.sqlite", "--lang", "ko").stdout
    replayed = grader(
        folder, "replay", 1, "김민지", "--db", "class.sqlite", "--unsafe-no-sandbox", GRADER_COURSE=str(root)
    )
    assert replayed.returncode == 0 and "the same verdicts" in replayed.stderr

    listed = quiz(root, "list")
    assert (
        "tiny/basics" in listed.stdout
        and "practice" in listed.stdout
        and "issued: midterm, 9 questions" in listed.stdout
    )
    later = quiz(
        root, "issue", "tiny", "--students", "roster.txt", "--out", "papers", "--name", "midterm", "--count", 3
    )
    assert later.returncode == 2 and "--name" in later.stderr


def test_practice_gives_feedback_at_once(root: Path) -> None:
    taken = quiz(root, "take", "tiny", typed="abc\n1\n")
    assert taken.returncode == 0, taken.stderr
    assert "`abc` is no number" in taken.stdout and "Not right." in taken.stdout and "One less." in taken.stdout
    checked = quiz(root, "check", "answers/practice-tiny.json", "--lang", "ko")
    assert checked.returncode == 1 and "하나 적습니다." in checked.stdout
    page = quiz(root, "take", "tiny", "--html", "practice.html")
    assert page.returncode == 0 and "One less." in (root.parent / "practice.html").read_text(encoding="utf-8")


def test_an_answer_typed_twice_is_kept_as_it_is(root: Path) -> None:
    quiz(root, "take", "tiny", typed="a lot\na lot\n")
    data = json.loads((root.parent / "answers/practice-tiny.json").read_text(encoding="utf-8"))
    assert [one["answer"] for one in data["answers"]] == ["a lot"]


def test_a_question_is_previewed_with_and_without_its_key(root: Path) -> None:
    whole = quiz(root, "preview", "tiny/basics/sum", "--seed", 3).stdout
    shown = quiz(root, "preview", "tiny/basics/sum", "--seed", 3, "--no-key", "--html", "q.html").stdout
    assert "[times]" in whole and "[times]" not in shown
    assert "This is the product" not in (root.parent / "q.html").read_text(encoding="utf-8")


def test_lint_ends_with_1_where_it_finds_something(root: Path) -> None:
    good = quiz(root, "lint", "--seeds", 50)
    assert good.returncode == 0 and "questions: 10, findings: 0" in good.stderr
    toml = root / "assignments/tiny/quiz/basics.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('ko = "초록"', 'ko = ""'), encoding="utf-8")
    bad = quiz(root, "lint", "--seeds", 50)
    assert bad.returncode == 1 and "green is missing in 'ko'" in bad.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("take", "none.json"), 3, "none.json"),
        (("take", "nowhere"), 2, "no quiz question, topic or unit"),
        (("check", "none.json"), 3, "no file or folder"),
        (("preview", "tiny/basics/sun"), 2, "did you mean tiny/basics/sum"),
        (("issue", "tiny", "--students", "none.txt", "--out", "papers"), 2, "none.txt"),
        (("items", "--db", "none.sqlite"), 2, "none.sqlite"),
        (("lst",), 2, "Did you mean 'list'"),
    ],
)
def test_what_is_not_there_is_told(root: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = quiz(root, *arguments)
    assert done.returncode == code and said in done.stderr
