from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from grader.errors import EnvironmentFault, UsageError
from grader.jsonable import to_json
from grader.model import Text
from grader.quiz.bank import Bank
from grader.quiz.distribution import distribute
from grader.quiz.issuing import Issue, QuizFolder, new_issue, paper_of, renewed, variants_of
from grader.quiz.papers import read_paper
from grader.quiz.roster import read_roster, student_named
from grader.quiz.variants import Maker

from . import course

SECRET = bytes(range(32))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GRADER_QUIZ", raising=False)
    return course.make(tmp_path)


def issue(root: Path, **fields: object) -> Issue:
    own = {"count": None, "students": ["kim", "lee"], "minutes": None, "reveal": False, "secret": SECRET}
    return new_issue("midterm", Text.same("Midterm"), Bank(root), ["tiny"], **{**own, **fields})  # type: ignore[arg-type]


def test_no_two_students_get_the_same_numbers(root: Path) -> None:
    students = [f"student{number}" for number in range(300)]
    one = issue(root, students=students)
    bank, maker = Bank(root), Maker(root)
    papers = [variants_of(one, student, bank, maker, SECRET) for student in students]
    assert len({tuple((v.asked.text, v.asked.choices) for v in paper) for paper in papers}) == 300
    assert papers[7] == variants_of(one, students[7], bank, maker, SECRET)


def test_another_secret_or_another_quiz_gives_other_numbers(root: Path) -> None:
    one, bank, maker = issue(root), Bank(root), Maker(root)
    first = variants_of(one, "kim", bank, maker, SECRET)
    other = replace(issue(root, secret=SECRET[::-1]), questions=one.questions)
    assert first != variants_of(other, "kim", bank, maker, SECRET[::-1])
    assert first != variants_of(replace(one, name="final"), "kim", bank, maker, SECRET)


def test_practice_questions_are_never_issued(root: Path) -> None:
    assert "tiny/basics/home" not in issue(root).questions
    assert len(issue(root).questions) == len(Bank(root).questions) - 1


def test_fewer_questions_are_the_same_ones_each_time(root: Path) -> None:
    some = issue(root, count=4)
    assert len(some.questions) == 4 and some.questions == issue(root, count=4).questions
    assert list(some.questions) == [name for name in issue(root).questions if name in some.questions]
    with pytest.raises(UsageError, match="9 questions"):
        issue(root, count=10)


def test_a_paper_holds_no_key(root: Path) -> None:
    one = issue(root)
    variants = variants_of(one, "kim", Bank(root), Maker(root), SECRET)
    paper = json.dumps(to_json(paper_of(one, "kim", variants)), ensure_ascii=False)
    for variant in variants:
        assert variant.key.why.en not in paper
        assert not any(mistake.why.en in paper for mistake in variant.key.mistakes)
    assert SECRET.hex() not in paper and '"keys": {}' in paper


def test_the_secret_is_made_once_and_is_nobody_elses(root: Path) -> None:
    folder = QuizFolder(root)
    with pytest.raises(UsageError, match="GRADER_QUIZ"):
        folder.secret()
    secret = folder.secret(create=True)
    assert folder.secret(create=True) == folder.secret() == secret and len(secret) == 32
    assert stat.S_IMODE((root / ".quiz/secret").stat().st_mode) == 0o600


def test_a_damaged_secret_is_told(root: Path) -> None:
    (root / ".quiz").mkdir()
    for text in ("", "zz", "00"):
        (root / ".quiz/secret").write_text(text)
        with pytest.raises(EnvironmentFault, match="secret"):
            QuizFolder(root).secret()


def test_a_secret_that_is_lost_is_not_made_again(root: Path) -> None:
    folder = QuizFolder(root)
    folder.secret(create=True)
    folder.save(issue(root))
    (root / ".quiz/secret").unlink()
    with pytest.raises(UsageError, match="backup"):
        folder.secret(create=True)
    assert not (root / ".quiz/secret").exists()


def test_another_secret_than_the_one_of_the_quiz_is_refused(root: Path) -> None:
    with pytest.raises(EnvironmentFault, match="another secret"):
        variants_of(issue(root), "kim", Bank(root), Maker(root), SECRET[::-1])


def test_an_issue_comes_back_as_it_was_saved(root: Path) -> None:
    folder, made = QuizFolder(root), issue(root, minutes=40)
    folder.save(made)
    assert folder.issue("midterm") == made
    assert (
        folder.has("midterm") and not folder.has("../midterm") and [one.name for one in folder.issues()] == ["midterm"]
    )
    with pytest.raises(UsageError, match="there is midterm"):
        folder.issue("midtrem")


def test_a_damaged_issue_is_told_where_it_is_asked_for_and_nowhere_else(root: Path) -> None:
    folder = QuizFolder(root)
    folder.save(issue(root))
    (root / ".quiz/notes.json").write_text("{")
    assert [one.name for one in folder.issues()] == ["midterm"]
    with pytest.raises(EnvironmentFault, match=r"notes\.json"):
        folder.issue("notes")


def with_papers(root: Path, one: Issue) -> Issue:
    bank, maker = Bank(root), Maker(root)
    papers = {
        name: tuple(v.asked.variant for v in variants_of(one, name, bank, maker, SECRET)) for name in one.students
    }
    return replace(one, papers=papers)


def again(root: Path, known: Issue, **fields: object) -> Issue:
    return renewed(known, issue(root, **fields), Bank(root), Maker(root), SECRET)


def test_students_who_come_late_join_a_quiz_that_stays_the_same(root: Path) -> None:
    known = with_papers(root, issue(root))
    joined = again(root, known, students=["park", "kim"], reveal=True)
    assert joined.students == ("kim", "lee", "park") and joined.reveal and joined.papers == known.papers
    with pytest.raises(UsageError, match="other questions"):
        again(root, known, count=3)
    with pytest.raises(UsageError, match="other minutes"):
        again(root, known, minutes=5)
    toml = root / "assignments/tiny/quiz/basics.toml"
    toml.write_text(toml.read_text().replace("Which colour?", "Which colour is it?"))
    with pytest.raises(UsageError, match="colour has changed"):
        again(root, known)


@pytest.mark.parametrize("name", ["", "../x", "a b", "x" * 90])
def test_a_name_that_is_no_file_name_is_refused(root: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be a quiz's name"):
        new_issue(
            name,
            Text.same("x"),
            Bank(root),
            ["tiny"],
            count=None,
            students=[],
            minutes=None,
            reveal=False,
            secret=SECRET,
        )


def test_papers_are_written_under_names_that_do_not_clash(root: Path, tmp_path: Path) -> None:
    students = ["j.kim", "j-kim", "J-KIM", "김민지", "a/b"]
    one, bank, maker, out = issue(root, students=students), Bank(root), Maker(root), tmp_path / "papers"
    papers = distribute(one, students, bank, maker, SECRET, out, "ko")
    pages = sorted(out.glob("*.html"))
    assert len(pages) == 5 and len({page.name.casefold() for page in pages}) == 5
    found = [read_paper(page.with_suffix(".paper.json")) for page in pages]
    assert {paper.student for paper in found} == set(students) == set(papers)
    assert [paper.file for paper in found] == [page.with_suffix(".json").name for page in pages]


def test_the_paper_of_a_late_student_replaces_nobody_elses(root: Path, tmp_path: Path) -> None:
    bank, maker, out = Bank(root), Maker(root), tmp_path / "papers"
    distribute(issue(root, students=["kim-1"]), ["kim-1"], bank, maker, SECRET, out, "en")
    before = (out / "kim-1.html").read_bytes()
    distribute(issue(root, students=["kim-1", "kim 1"]), ["kim 1"], bank, maker, SECRET, out, "en")
    assert (out / "kim-1.html").read_bytes() == before and len(list(out.glob("*.html"))) == 2


# --- rosters ---------------------------------------------------------------------------------------------------------


def test_a_roster_is_a_name_in_each_line(tmp_path: Path) -> None:
    (tmp_path / "roster.txt").write_bytes("kim\r\n\n 김민지 \n".encode("cp949"))
    assert read_roster(tmp_path / "roster.txt") == ["kim", "김민지"]


def test_a_roster_may_be_a_column_of_a_gradebook(tmp_path: Path) -> None:
    text = '\ufeffStudent,ID,"SIS Login ID"\n    Points Possible,,\n"Kim, Minji",7,minji\n"Lee, Jun",8,jun\n'
    (tmp_path / "canvas.csv").write_text(text, encoding="utf-8")
    assert read_roster(tmp_path / "canvas.csv", "SIS Login ID") == ["minji", "jun"]
    assert read_roster(tmp_path / "canvas.csv") == ["Kim, Minji", "Lee, Jun"]
    with pytest.raises(UsageError, match="Student, ID, SIS Login ID"):
        read_roster(tmp_path / "canvas.csv", "Login")


def test_a_roster_that_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    roster = tmp_path / "roster.txt"
    roster.write_text("kim\nlee\nkim\n")
    with pytest.raises(UsageError, match="line 3: 'kim' is in line 1"):
        read_roster(roster)
    roster.write_text("\n")
    with pytest.raises(UsageError, match="names no student"):
        read_roster(roster)
    with pytest.raises(UsageError, match="cannot be read"):
        read_roster(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("kim", "kim"), ("Kim", "kim"), ("kim (1)", "kim"), ("kim_12345", "kim"), ("parkleeds_LATE_13", "Park, Leeds"),
        ("Park Leeds_13", "Park, Leeds"), ("김민지_77", "김민지"), ("lee", None), ("visitor", None), ("kim choi", None), ("", None), ("Kim Choi Park Leeds", "Park, Leeds"),
    ],
)  # fmt: skip
def test_who_hands_in_is_found_on_the_roster_or_is_nobody(name: str, meant: str | None) -> None:
    assert student_named(name, ["kim", "Park, Leeds", "김민지", "lee-2", "choi"]) == meant
