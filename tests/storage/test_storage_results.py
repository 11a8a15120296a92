from __future__ import annotations

import dataclasses
import random
import types
import typing
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, Literal

import pytest

from grader.errors import StorageFault, UsageError
from grader.model import Report, Submission, Text, Verdict
from grader.storage import Results, Run

Start = Callable[..., Run]
MakeReport = Callable[..., Report]
MakeSubmission = Callable[[Report], Submission]

WORDS = ["", "경사 하강법", "a\tb\r\n\x1b[0m", "'; DROP TABLE runs; --", "é", "e\u0301", "🙂", "%s {x} \\x00 \ufffd"]


def random_value(kind: Any, rng: random.Random) -> Any:
    """Some value of the annotated type: new fields of the model are tried without a change here."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is str:
        return f"{rng.choice(WORDS)}{rng.randrange(10**9)}"  # a number: tasks and checks have one name each
    if kind is bool:
        return rng.random() < 0.5
    if kind is int:
        return rng.choice([0, -1, 7, 2**53 + 1])
    if kind is float:
        return rng.choice([0.0, 0.1 + 0.2, -1e-300, 1.7e308, 5e-324])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return rng.choice(list(kind))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{f.name: random_value(hints[f.name], rng) for f in dataclasses.fields(kind)})
    if origin is Literal:
        return rng.choice(arguments)
    if origin in (typing.Union, types.UnionType):
        return rng.choice([None, random_value(arguments[0], rng)])
    if origin is Mapping:
        return {random_value(arguments[0], rng): random_value(arguments[1], rng) for _ in range(rng.randrange(3))}
    assert origin is tuple
    if arguments[-1] is Ellipsis:
        return tuple(random_value(arguments[0], rng) for _ in range(rng.randrange(4)))
    return tuple(random_value(argument, rng) for argument in arguments)


# --- runs ----------------------------------------------------------------------------------------------------------


def test_a_run_is_read_back_as_it_was_started(results: Results, start: Start) -> None:
    started = start(results, seed=2**200 + 1)
    assert results.run(started.id) == started
    assert started.seed == 2**200 + 1
    assert started.settings["limits"] == {"cpu": 1.5}
    assert list(started.tasks) == ["optimizers/adam", "regularization/dropout"]
    assert started.finished_at is None


def test_times_are_in_utc_and_say_so(results: Results, start: Start) -> None:
    before = datetime.now(UTC)
    run = start(results)
    results.finish_run(run.id)
    finished = results.run(run.id).finished_at
    assert finished is not None
    assert before <= run.started_at <= finished <= datetime.now(UTC)
    assert run.started_at.utcoffset() == finished.utcoffset() == timedelta(0)


def test_runs_come_in_the_order_they_were_started(results: Results, start: Start) -> None:
    started = [start(results, origin) for origin in "abc"]
    assert results.runs() == started


def test_the_latest_run_can_be_asked_for_by_origin(results: Results, start: Start) -> None:
    assert results.latest_run() is None
    _, second, third = start(results, "a"), start(results, "b"), start(results, "a")
    results.finish_run(third.id)
    assert results.latest_run() == results.latest_run(origin="a") == results.run(third.id)
    assert results.latest_run(origin="b") == second
    assert results.latest_run(origin="elsewhere") is None


# --- reports and submissions ---------------------------------------------------------------------------------------


def test_a_report_and_its_submission_are_read_back_equal(
    results: Results, start: Start, make_report: MakeReport, make_submission: MakeSubmission
) -> None:
    run, report = start(results), make_report("김하늘")
    submission = make_submission(report)
    results.save(run.id, report, submission)
    assert results.report(run.id, "김하늘") == report
    assert results.submission(run.id, "김하늘") == submission


@pytest.mark.parametrize("seed", range(12))
def test_whatever_the_model_can_hold_is_read_back_equal(results: Results, start: Start, seed: int) -> None:
    rng = random.Random(seed)
    report: Report = random_value(Report, rng)
    submission: Submission = dataclasses.replace(
        random_value(Submission, rng), student=report.student, sha256=report.sha256
    )
    run = start(results)
    results.save(run.id, report, submission)
    assert results.report(run.id, report.student) == report
    assert results.submission(run.id, report.student) == submission


def test_a_rejected_submission_is_kept_with_its_reason(
    results: Results, start: Start, make_report: MakeReport, make_submission: MakeSubmission
) -> None:
    run, report = start(results), make_report()
    reason = report.problems[0]
    rejected = dataclasses.replace(report, tasks=(), rejected=reason)
    handed_in = dataclasses.replace(make_submission(report), sources=(), rejected=reason)
    results.save(run.id, rejected, handed_in)
    assert list(results.reports(run.id)) == [rejected]
    assert results.submission(run.id, report.student) == handed_in


def test_nul_and_lone_surrogates_are_kept_in_text_and_spelt_out_in_names(
    results: Results, start: Start, make_report: MakeReport, make_submission: MakeSubmission
) -> None:
    nasty = "a\0b\ud800c\udcff"
    report = make_report("kim\0\udcb1")
    failed = dataclasses.replace(report.tasks[0].checks[0], printed=nasty, got=Text.same(nasty), misconception="m\0")
    task = dataclasses.replace(report.tasks[0], checks=(failed,))
    report = dataclasses.replace(report, tasks=(task,))
    source = dataclasses.replace(make_submission(report).sources[0], text=nasty)
    run = start(results, origin="folder\udcb1")
    results.save(run.id, report, dataclasses.replace(make_submission(report), sources=(source,)))

    assert results.latest_run(origin="folder\udcb1") == results.run(run.id)
    [loaded] = results.reports(run.id)
    assert loaded.student == "kim\\x00\\udcb1"
    assert loaded.tasks[0].checks[0].printed == nasty
    assert loaded.tasks[0].checks[0].misconception == "m\\x00"
    assert loaded == results.report(run.id, "kim\0\udcb1")
    assert results.submission(run.id, loaded.student).sources[0].text == nasty


def test_names_in_an_unknown_encoding_stay_two_students(
    results: Results, start: Start, make_report: MakeReport, make_submission: MakeSubmission
) -> None:
    run = start(results)
    for student in ("\udcb1\udce8", "\udcc0\udcbb"):
        results.save(run.id, make_report(student), make_submission(make_report(student)))
    assert len(list(results.reports(run.id))) == 2


def test_a_curve_that_runs_away_is_kept(
    results: Results, start: Start, make_report: MakeReport, make_submission: MakeSubmission
) -> None:
    report = make_report()
    check = report.tasks[0].checks[0]
    assert check.picture is not None
    series = dataclasses.replace(check.picture.series[0], points=((0.0, float("inf")), (1.0, float("-inf"))))
    check = dataclasses.replace(check, picture=dataclasses.replace(check.picture, series=(series,)))
    report = dataclasses.replace(report, tasks=(dataclasses.replace(report.tasks[0], checks=(check,)),))
    run = start(results)
    results.save(run.id, report, make_submission(report))
    assert results.report(run.id, report.student) == report


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_a_score_that_is_no_number_is_refused_and_the_earlier_one_stays(
    results: Results, start: Start, make_report: MakeReport, make_submission: MakeSubmission, score: float
) -> None:
    run, report = start(results), make_report()
    results.save(run.id, report, make_submission(report))
    with pytest.raises(StorageFault, match="finite"):
        results.save(run.id, make_report(score=score), make_submission(report))
    assert list(results.reports(run.id)) == [report]


def test_reports_come_in_the_order_of_the_students_names(
    results: Results, start: Start, make_report: MakeReport, make_submission: MakeSubmission
) -> None:
    run, other = start(results), start(results)
    students = ["나래", "b", "가온", "B", "a10", "a9", "_"]
    for student in students:
        results.save(run.id, make_report(student), make_submission(make_report(student)))
    results.save(other.id, make_report("elsewhere"), make_submission(make_report("elsewhere")))
    assert [report.student for report in results.reports(run.id)] == sorted(students)


def test_saving_again_replaces_the_whole_earlier_report(
    results: Results, start: Start, make_report: MakeReport, make_submission: MakeSubmission
) -> None:
    run = start(results)
    results.save(run.id, make_report(verdict=Verdict.INTERNAL, score=0.0), make_submission(make_report()))
    again = dataclasses.replace(make_report(score=3.0), sha256="f00d" * 16, tasks=make_report().tasks[:1])
    results.save(run.id, again, make_submission(again))
    assert list(results.reports(run.id)) == [again]
    assert results.submission(run.id, "kim") == make_submission(again)


def test_the_same_student_can_be_in_two_runs(
    results: Results, start: Start, make_report: MakeReport, make_submission: MakeSubmission
) -> None:
    first, second = start(results), start(results)
    for run, score in ((first, 1.0), (second, 2.0)):
        results.save(run.id, make_report(score=score), make_submission(make_report()))
    assert results.report(first.id, "kim").score == 1.0
    assert results.report(second.id, "kim").score == 2.0


def test_graded_leaves_out_what_failed_through_our_own_fault(
    results: Results, start: Start, make_report: MakeReport, make_submission: MakeSubmission
) -> None:
    run = start(results)
    assert results.graded(run.id) == {}
    for verdict in Verdict:
        report = dataclasses.replace(make_report(verdict.value, verdict), sha256=verdict.value)
        results.save(run.id, report, make_submission(report))
    assert results.graded(run.id) == {v.value: v.value for v in Verdict if v is not Verdict.INTERNAL}
    repaired = make_report("INTERNAL", Verdict.PASS)
    results.save(run.id, repaired, make_submission(repaired))
    assert results.graded(run.id)["INTERNAL"] == repaired.sha256


def test_a_report_on_another_submission_is_refused(
    results: Results, start: Start, make_report: MakeReport, make_submission: MakeSubmission
) -> None:
    run = start(results)
    with pytest.raises(ValueError, match="kim"):
        results.save(run.id, make_report("kim"), make_submission(make_report("lee")))
    assert list(results.reports(run.id)) == []


# --- asking for what is not there ----------------------------------------------------------------------------------


@pytest.mark.parametrize("run_id", [99, 0, -1, 10**30])
def test_an_unknown_run_is_a_usage_error_that_names_the_latest(
    results: Results, start: Start, make_report: MakeReport, make_submission: MakeSubmission, run_id: int
) -> None:
    known, report = start(results), make_report()
    asked: list[Callable[[], object]] = [
        lambda: results.run(run_id),
        lambda: results.finish_run(run_id),
        lambda: results.reports(run_id),
        lambda: results.report(run_id, "kim"),
        lambda: results.submission(run_id, "kim"),
        lambda: results.graded(run_id),
        lambda: results.save(run_id, report, make_submission(report)),
    ]
    for ask in asked:
        with pytest.raises(UsageError, match=rf"no run {run_id} .*the latest: {known.id}"):
            ask()


def test_an_unknown_run_in_an_empty_database_says_that_there_are_none(results: Results) -> None:
    with pytest.raises(UsageError, match="there are no runs yet"):
        results.run(1)


def test_an_unknown_student_is_a_usage_error_with_near_matches(
    results: Results, start: Start, make_report: MakeReport, make_submission: MakeSubmission
) -> None:
    run = start(results)
    results.save(run.id, make_report("kim_haneul"), make_submission(make_report("kim_haneul")))
    with pytest.raises(UsageError, match=r"'kim_hanul' in run .*did you mean 'kim_haneul'"):
        results.report(run.id, "kim_hanul")
    with pytest.raises(UsageError, match="students in it: 1"):
        results.submission(run.id, "zzz")


def test_a_student_is_found_by_a_decomposed_name(
    results: Results, start: Start, make_report: MakeReport, make_submission: MakeSubmission
) -> None:
    run, report = start(results), make_report("김하늘")
    results.save(run.id, report, make_submission(report))
    assert results.report(run.id, unicodedata.normalize("NFD", "김하늘")) == report


def test_a_name_that_is_not_composed_is_found_as_it_was_saved(
    results: Results, start: Start, make_report: MakeReport, make_submission: MakeSubmission
) -> None:
    run, report = start(results), make_report(unicodedata.normalize("NFD", "김하늘"))
    results.save(run.id, report, make_submission(report))
    assert list(results.reports(run.id)) == [report]


def test_a_database_in_memory_needs_no_file(start: Start) -> None:
    with Results.open("sqlite://") as results:
        run = start(results)
        assert results.runs() == [run]
