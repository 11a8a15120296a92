"""A class that hands quizzes in: the same batch, database and reports as for tasks."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from grader.batch import discover, run_batch
from grader.catalog import Catalog
from grader.errors import EnvironmentFault, UsageError
from grader.model import Report, Text, Verdict
from grader.quiz.bank import Bank
from grader.quiz.form import form_html
from grader.quiz.issuing import Issue, QuizFolder, new_issue, paper_of, variants_of
from grader.quiz.model import Answer, AnswerSheet
from grader.quiz.papers import answers_text, paper_text
from grader.quiz.variants import Maker
from grader.report.audience import Audience, view
from grader.report.html import write_site
from grader.storage import Results

from . import course

STUDENTS = ["kim", "lee", "park", "김민지"]


class Class:
    """A course in which one quiz was issued, and a folder in which students hand in."""

    def __init__(self, folder: Path) -> None:
        self.root = course.make(folder / "course")
        self.handed_in = folder / "answers"
        self.handed_in.mkdir()
        self.folder, self.bank, self.maker = QuizFolder(self.root), Bank(self.root), Maker(self.root)
        self.secret = self.folder.secret(create=True)
        self.issue("midterm")
        self.results = Results.open(folder / "class.sqlite")

    def issue(self, name: str, *, reveal: bool = False, minutes: int | None = None) -> Issue:
        one = new_issue(
            name,
            Text.same(name),
            self.bank,
            ["tiny"],
            count=None,
            students=STUDENTS,
            minutes=minutes,
            reveal=reveal,
            secret=self.secret,
        )
        one = replace(one, papers={student: self.fingerprints(one, student) for student in STUDENTS})
        self.folder.save(one)
        return one

    def fingerprints(self, issue: Issue, student: str) -> tuple[str, ...]:
        return tuple(one.asked.variant for one in variants_of(issue, student, self.bank, self.maker, self.secret))

    def sheet(self, student: str, answers: dict[str, str] | None = None, quiz: str = "midterm") -> AnswerSheet:
        """Right answers but for those named; an empty one is left out."""
        variants = variants_of(self.folder.issue(quiz), student, self.bank, self.maker, self.secret)
        given = []
        for variant in variants:
            short = variant.asked.question.rpartition("/")[2]
            answer = (answers or {}).get(short, variant.key.right[0])
            if answer:
                given.append(Answer(variant.asked.question, variant.asked.variant, answer, "2026-05-01T12:10:00+00:00"))
        return AnswerSheet(quiz, student, tuple(given), "2026-05-01T12:00:00+00:00", "2026-05-01T12:20:00+00:00")

    def hand_in(self, name: str, sheet: AnswerSheet | str | bytes) -> None:
        data = (
            sheet if isinstance(sheet, bytes) else (sheet if isinstance(sheet, str) else answers_text(sheet)).encode()
        )
        file = self.handed_in / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)

    def graded(self, names: Sequence[str] = (), *, resume: bool = False) -> dict[str, Report]:
        run = run_batch(
            self.handed_in,
            discover(self.handed_in),
            Catalog(self.root),
            self.results,
            names=names,
            mode="plain",
            resume=resume,
        )
        return {report.student: report for report in self.results.reports(run.id)}


@pytest.fixture
def students(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Class:
    monkeypatch.delenv("GRADER_QUIZ", raising=False)
    return Class(tmp_path)


def verdicts(report: Report) -> dict[str, Verdict]:
    return {check.check.rpartition("/")[2]: check.verdict for task in report.tasks for check in task.checks}


def told(report: Report) -> str:
    problems = [*report.problems, *(problem for task in report.tasks for problem in task.problems)]
    messages = [check.message for task in report.tasks for check in task.checks if check.message is not None]
    return "\n".join([*(problem.text.en for problem in problems), *(message.en for message in dict.fromkeys(messages))])


def test_a_class_is_marked_without_a_sandbox(students: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.batch.Worker", None)
    students.hand_in("kim.json", students.sheet("kim"))
    students.hand_in("lee.json", students.sheet("lee", {"sum": "1", "colour": ""}))
    reports = students.graded()
    assert (reports["kim"].score, reports["kim"].max_score) == (10, 10)
    assert set(verdicts(reports["kim"]).values()) == {Verdict.PASS}
    assert (verdicts(reports["lee"])["sum"], verdicts(reports["lee"])["colour"]) == (Verdict.FAIL, Verdict.MISSING)
    assert reports["lee"].score == 8


def test_a_wrong_answer_is_told_with_the_mistake_that_explains_it(students: Class) -> None:
    variant = variants_of(students.folder.issue("midterm"), "kim", students.bank, students.maker, students.secret)[0]
    students.hand_in("kim.json", students.sheet("kim", {"sum": variant.key.mistakes[0].answers[0]}))
    check = students.graded()["kim"].tasks[0].checks[0]
    assert check.misconception == "tiny/basics/sum:times" and check.explanation is not None
    assert (
        check.asked is not None
        and check.asked.text == variant.asked.text
        and check.expected == Text.same(variant.key.right[0])
    )


def test_students_see_their_question_and_answer_and_the_right_one_only_if_revealed(students: Class) -> None:
    students.issue("open", reveal=True)
    students.hand_in("kim/a.json", students.sheet("kim", {"sum": "1"}))
    students.hand_in("kim/b.json", students.sheet("kim", {"sum": "1"}, "open"))
    by_quiz = {task.task: task.checks[0] for task in view(students.graded()["kim"], Audience.STUDENT).tasks}
    closed, opened = by_quiz["quiz/midterm"], by_quiz["quiz/open"]
    assert closed.asked is not None and closed.got == Text.same("1") and closed.expected is None and closed.hint is None
    assert opened.expected is not None and opened.hint is not None


def test_a_part_of_the_points_is_a_warning(students: Class) -> None:
    students.hand_in("kim.json", students.sheet("kim", {"flat": "false"}))
    check = next(one for one in students.graded()["kim"].tasks[0].checks if one.check.endswith("flat"))
    assert (check.verdict, check.points) == (Verdict.WARNING, 0.5)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b'{"format": "grader-answers/1", "paper": "midterm"', "is damaged"),
        (b'{"format": "grader-answers/7", "paper": "midterm"}', "another version"),
        (b'{"format": "grader-answers/1", "paper": "other", "student": "kim", "answers": []}', "was not issued in this course"),
        (b'{"format": "grader-answers/1", "paper": "practice/tiny", "student": "kim", "answers": []}', "not graded"),
        (b'{"format": "grader-answers/1", "paper": "midterm", "student": "nobody", "answers": [{"question": "q", "variant": "v", "answer": "1"}]}', "No paper of this quiz was issued"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_marked_says_why_and_harms_nobody(students: Class, raw: bytes, said: str) -> None:
    students.hand_in("kim.json", raw)
    students.hand_in("lee.json", students.sheet("lee"))
    reports = students.graded()
    assert reports["lee"].score == 10
    rejected = reports["kim"].rejected
    assert said in (rejected.text.en if rejected is not None else told(reports["kim"]))
    assert reports["kim"].score == 0


def test_an_answer_to_another_students_variant_is_not_marked_and_says_so(students: Class) -> None:
    own, others = students.sheet("kim"), students.sheet("lee")
    students.hand_in("kim.json", replace(own, answers=(others.answers[0], *own.answers[1:])))
    report = students.graded()["kim"]
    assert verdicts(report)["sum"] is Verdict.FAIL and "another student's variant" in told(report)
    assert report.score == 9


def test_another_students_paper_is_not_marked_and_says_so(students: Class) -> None:
    students.hand_in("kim.json", students.sheet("lee"))
    students.hand_in("lee.json", students.sheet("lee"))
    reports = students.graded()
    assert reports["kim"].score == 0 and "another student's paper" in told(reports["kim"])
    assert reports["lee"].score == 10 and "more than once" in told(reports["lee"])
    assert "kim" not in told(reports["lee"])


@pytest.mark.parametrize(("name", "noted"), [("kim_12345", False), ("visitor", True)])
def test_a_name_that_is_no_students_is_noted_and_costs_nothing(students: Class, name: str, noted: bool) -> None:
    students.hand_in(f"{name}.json", students.sheet("kim"))
    report = students.graded()[name]
    assert report.score == 10 and ("under another name" in told(report)) is noted


def test_unknown_questions_are_listed_and_the_others_marked(students: Class) -> None:
    own = students.sheet("kim")
    extra = Answer("tiny/basics/no_such", "0", "1")
    students.hand_in("kim.json", replace(own, answers=(*own.answers, extra)))
    report = students.graded()["kim"]
    assert report.score == 10 and "no_such" in told(report)


def test_full_width_digits_and_decimal_commas_are_read_and_wrong_units_told(students: Class) -> None:
    variants = variants_of(students.folder.issue("midterm"), "kim", students.bank, students.maker, students.secret)
    total, ratio = (variant.key.right[0] for variant in variants[:2])
    wide = total.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    students.hand_in("kim.json", students.sheet("kim", {"sum": wide, "ratio": f"{float(ratio):.4f}".replace(".", ",")}))
    students.hand_in("lee.json", students.sheet("lee", {"ratio": "1.5 kB"}))
    reports = students.graded()
    assert reports["kim"].score == 10
    assert "The unit asked for is `MB`" in told(reports["lee"]) and reports["lee"].score == 8


def test_of_several_files_the_one_saved_last_counts(students: Class) -> None:
    students.hand_in("kim/first.json", replace(students.sheet("kim", {"sum": "1"}), saved="2026-05-01T12:30:00+00:00"))
    students.hand_in("kim/second.json", replace(students.sheet("kim"), saved="2026-05-01T12:40:00+00:00"))
    report = students.graded()["kim"]
    assert report.score == 10 and "several answer files" in told(report)


def test_answers_after_the_time_are_noted(students: Class) -> None:
    students.issue("short", minutes=5)
    students.hand_in("kim.json", students.sheet("kim", quiz="short"))
    report = students.graded()["kim"]
    assert report.score == 10 and "9 answers were given after the 5 minutes" in told(report)


def test_a_question_that_changed_since_costs_nobody_points(students: Class) -> None:
    students.hand_in("kim.json", students.sheet("kim"))
    toml = students.root / "assignments/tiny/quiz/basics.toml"
    toml.write_text(toml.read_text().replace("What is {a} + {b}?", "How much is {a} + {b}?"))
    report = students.graded()["kim"]
    assert verdicts(report)["sum"] is Verdict.INTERNAL and report.score == 10 and report.internal


def test_a_reference_that_changed_since_costs_nobody_points(students: Class) -> None:
    """The texts are the same, the numbers are not: whoever answered what was issued is excused, and nobody else."""
    students.hand_in("kim.json", students.sheet("kim"))
    forged = tuple(replace(answer, variant="?") for answer in students.sheet("lee").answers)
    students.hand_in(
        "lee.json", replace(students.sheet("lee"), answers=(*forged[:-1], students.sheet("lee").answers[-1]))
    )
    python = students.root / "assignments/tiny/quiz/basics.py"
    python.write_text(
        python.read_text().replace(
            "rng.randint(3, 99), rng.randint(3, 99)", "rng.randint(300, 999), rng.randint(3, 99)"
        )
    )
    students.maker = Maker(students.root)
    reports = students.graded()
    assert verdicts(reports["kim"])["sum"] is Verdict.INTERNAL and reports["kim"].score == 10
    assert verdicts(reports["lee"])["sum"] is Verdict.FAIL and reports["lee"].score == 1


@pytest.mark.parametrize(
    "started", ["9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+00:00", "yesterday", "", "2026-05-01"]
)
def test_no_start_makes_wrong_answers_right(students: Class, started: str) -> None:
    students.issue("timed", minutes=5)
    wrong = students.sheet("kim", quiz="timed")
    answers = tuple(replace(answer, answer="zzz") for answer in wrong.answers)
    students.hand_in("kim.json", replace(wrong, answers=answers, started=started))
    report = students.graded()["kim"]
    assert report.score == 0 and not report.internal


@pytest.mark.parametrize(
    "raw",
    [
        b'{"format": "grader-answers/1", "paper": "midterm", "student": "kim", "answers": [' + b"9" * 5000 + b"]}",
        b'{"format": "grader-answers/1", "paper": "' + b"x" * 5000 + b'", "student": "kim", "answers": []}',
        b'{"format": "grader-answers/1", "paper": "../secret", "student": "kim", "answers": []}',
        b'{"format": "grader-answers/1", "answers": ' + b"[" * 50_000,
        b'{"format": "grader-answers/1", "paper": "midterm", "student": "\\ud800", "answers": []}',
        '{"format": "grader-answers/1", "paper": "midterm", "student": "kim", "answers": []}'.encode("utf-16"),
    ],
)
def test_no_file_ends_the_batch_or_earns_points(students: Class, raw: bytes) -> None:
    students.hand_in("kim.json", raw)
    students.hand_in("lee.json", students.sheet("lee"))
    reports = students.graded()
    assert reports["kim"].score == 0 and reports["lee"].score == 10


def test_an_issued_question_that_is_gone_is_named_before_anything_is_marked(students: Class) -> None:
    students.hand_in("kim.json", students.sheet("kim"))
    issue = students.folder.issue("midterm")
    students.folder.save(replace(issue, questions=(*issue.questions, "tiny/basics/gone")))
    with pytest.raises(UsageError, match="'midterm' asks tiny/basics/gone"):
        students.graded()


def test_without_the_secret_nothing_is_marked(students: Class) -> None:
    students.hand_in("kim.json", students.sheet("kim"))
    (students.root / ".quiz/secret").unlink()
    with pytest.raises(UsageError, match="backup"):
        students.graded()


def test_a_quiz_to_which_nobody_holds_a_paper_is_not_asked_of_the_class(students: Class) -> None:
    students.issue("final")
    students.hand_in("kim.json", students.sheet("kim"))
    empty = replace(students.sheet("lee", quiz="final"), student="nobody")
    students.hand_in("lee.json", empty)
    assert {task.task for task in students.graded()["kim"].tasks} == {"quiz/midterm"}


def test_ones_own_sheet_counts_before_a_friends(students: Class) -> None:
    students.hand_in("lee/lee.json", students.sheet("lee"))
    students.hand_in("lee/kim.json", replace(students.sheet("kim"), saved="2027-01-01T00:00:00+00:00"))
    assert students.graded()["lee"].score == 10


def test_an_empty_sheet_is_nobodys_word_against_anybody(students: Class) -> None:
    students.hand_in("someone.json", students.sheet("kim"))
    students.hand_in("kim_2.json", AnswerSheet("midterm", "kim", ()))
    reports = students.graded()
    assert reports["someone"].score == 10 and "more than once" not in told(reports["someone"])
    assert set(verdicts(reports["kim_2"]).values()) == {Verdict.MISSING}


def test_a_name_that_only_looks_like_anothers_costs_nothing(students: Class) -> None:
    students.hand_in("Kim Jisoo_15.json", students.sheet("lee"))
    report = students.graded()["Kim Jisoo_15"]
    assert report.score == 10 and "under another name" in told(report)


def test_answers_to_a_quiz_that_is_not_graded_are_told(students: Class) -> None:
    students.issue("final")
    students.hand_in("kim/a.json", students.sheet("kim"))
    students.hand_in("kim/b.json", students.sheet("kim", quiz="final"))
    assert "`final` were handed in, which is not graded" in told(students.graded(["quiz/midterm"])["kim"])


def test_a_quiz_whose_file_is_damaged_stops_the_batch_and_says_so(students: Class) -> None:
    students.hand_in("kim.json", students.sheet("kim"))
    (students.root / ".quiz/midterm.json").write_text("{")
    with pytest.raises((EnvironmentFault, UsageError), match="midterm"):
        students.graded(["quiz/midterm"])


def test_answers_are_found_among_thousands_of_data_files(students: Class) -> None:
    for number in range(80):
        students.hand_in(f"kim/labels{number:03}.json", json.dumps({"boxes": [number]}))
    students.hand_in("kim/zz-answers.json", students.sheet("kim"))
    assert students.graded()["kim"].score == 10


def test_a_copy_under_an_unknown_name_is_not_marked_where_the_holder_hands_in(students: Class) -> None:
    students.hand_in("visitor.json", students.sheet("kim"))
    assert students.graded()["visitor"].score == 10
    students.hand_in("kim.json", students.sheet("kim"))
    reports = students.graded()
    assert (reports["visitor"].score, reports["kim"].score) == (0, 10)


def test_answers_are_found_deep_in_a_zip_beside_code(students: Class, tmp_path: Path) -> None:
    with zipfile.ZipFile(students.handed_in / "kim.zip", "w") as archive:
        archive.writestr("hw3/adam.py", "x = 1\n")
        archive.writestr("hw3/answers/kim.json", answers_text(students.sheet("kim")))
    assert students.graded(["quiz/midterm"])["kim"].score == 10


@pytest.mark.parametrize("name", ["kim.json", "kim/kim.json"])
def test_a_paper_that_is_handed_in_is_told_to_be_one(students: Class, name: str) -> None:
    variants = variants_of(students.folder.issue("midterm"), "kim", students.bank, students.maker, students.secret)
    paper = paper_of(students.folder.issue("midterm"), "kim", variants)
    students.hand_in(name, paper_text(paper))
    students.hand_in("lee.json", students.sheet("lee"))
    rejected = students.graded()["kim"].rejected
    assert rejected is not None and "is the paper of a quiz" in rejected.text.en and "시험지" in rejected.text.ko


def test_the_page_of_a_paper_is_told_to_be_one(students: Class) -> None:
    variants = variants_of(students.folder.issue("midterm"), "kim", students.bank, students.maker, students.secret)
    students.hand_in("kim.html", form_html(paper_of(students.folder.issue("midterm"), "kim", variants), "en"))
    students.hand_in("lee.json", students.sheet("lee"))
    rejected = students.graded()["kim"].rejected
    assert rejected is not None and "is the paper of a quiz" in rejected.text.en


def test_students_read_why_their_paper_was_not_marked(students: Class) -> None:
    students.hand_in("kim.json", students.sheet("lee"))
    students.hand_in("lee.json", students.sheet("lee"))
    report = view(students.graded()["kim"], Audience.STUDENT)
    assert any("another student's paper" in problem.text.en for problem in report.tasks[0].problems)


def test_what_is_to_be_looked_at_stands_on_the_class_page(students: Class, tmp_path: Path) -> None:
    students.hand_in("visitor.json", students.sheet("kim"))
    students.graded()
    run = students.results.run_or_latest(None)
    write_site(run, students.results.reports(run.id), tmp_path / "report", language="en", audience=Audience.STAFF)
    assert "under another name" in (tmp_path / "report/index.html").read_text(encoding="utf-8")


def test_students_who_come_late_do_not_stop_a_run_that_goes_on(students: Class) -> None:
    students.hand_in("kim.json", students.sheet("kim"))
    students.graded()
    issue = students.folder.issue("midterm")
    late = replace(issue, students=(*issue.students, "choi"))
    students.folder.save(replace(late, papers={**issue.papers, "choi": students.fingerprints(late, "choi")}))
    students.hand_in("choi.json", students.sheet("choi"))
    assert students.graded(resume=True)["choi"].score == 10


def test_resuming_keeps_what_is_marked(students: Class) -> None:
    students.hand_in("kim.json", students.sheet("kim"))
    first = students.graded()
    students.hand_in("lee.json", students.sheet("lee"))
    again = students.graded(resume=True)
    assert again["kim"] == first["kim"] and again["lee"].score == 10


def test_a_quiz_may_be_named_and_those_who_lack_it_are_told(students: Class) -> None:
    students.hand_in("kim.json", students.sheet("kim"))
    students.issue("final")
    report = students.graded(["quiz/midterm", "quiz/final"])["kim"]
    assert {task.task: task.score for task in report.tasks} == {"quiz/midterm": 10, "quiz/final": 0}
    assert report.max_score == 20 and set(verdicts(report).values()) >= {Verdict.MISSING}
    with pytest.raises(UsageError, match="quiz called 'nope'"):
        students.graded(["quiz/nope"])


def test_an_lms_export_is_read_too(students: Class) -> None:
    students.hand_in("leejun_17_901_lee.json", students.sheet("lee"))
    students.hand_in("kimminji_LATE_16_902_kim.json", students.sheet("kim"))
    assert {name: report.score for name, report in students.graded().items()} == {"leejun_17": 10, "kimminji_16": 10}


def test_json_that_is_no_answer_lies_beside_submissions(students: Class) -> None:
    students.hand_in("kim.json", students.sheet("kim"))
    students.hand_in("metadata.json", json.dumps({"course": "DL"}))
    assert list(students.graded()) == ["kim"]


def test_the_report_has_a_page_about_the_questions(students: Class, tmp_path: Path) -> None:
    for student in STUDENTS:
        students.hand_in(f"{student}.json", students.sheet(student, {"sum": "1"} if student < "l" else {}))
    students.graded()
    run = students.results.run_or_latest(None)
    write_site(run, students.results.reports(run.id), tmp_path / "report", language="en", audience=Audience.STAFF)
    page = (tmp_path / "report/items.html").read_text(encoding="utf-8")
    assert "basics: sum" in page and "75%" in page
    assert 'href="items.html"' in (tmp_path / "report/index.html").read_text(encoding="utf-8")
