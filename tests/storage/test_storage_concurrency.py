from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import grader
from grader.model import Report, Submission
from grader.storage import Results, Run

Start = Callable[..., Run]
MakeReport = Callable[..., Report]
MakeSubmission = Callable[[Report], Submission]


def test_readers_do_not_wait_for_a_writer_and_see_only_what_is_whole(
    tmp_path: Path, start: Start, make_report: MakeReport, make_submission: MakeSubmission
) -> None:
    path = tmp_path / "results.sqlite"
    with Results.open(path) as results, Results.open(f"sqlite:///{path}?timeout=0") as reader:
        run, report = start(results), make_report()
        results.save(run.id, report, make_submission(report))
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("DELETE FROM submissions")
            other.execute("DELETE FROM check_results")
            assert list(reader.reports(run.id)) == [report]
            other.execute("COMMIT")
        assert list(reader.reports(run.id)) == []


def test_reports_can_be_iterated_while_others_are_saved(
    results: Results, target: str | Path, start: Start, make_report: MakeReport, make_submission: MakeSubmission
) -> None:
    run = start(results)
    for student in "abc":
        results.save(run.id, make_report(student), make_submission(make_report(student)))
    with Results.open(target, create=False) as reader:
        reports = reader.reports(run.id)
        first = next(reports)
        for student in "cd":
            again = make_report(student, score=0.5)
            results.save(run.id, again, make_submission(again))
        rest = list(reports)
    assert [first, *rest[:-1]] == [make_report("a"), make_report("b")]
    assert rest[-1] in (make_report("c"), make_report("c", score=0.5))


def test_a_report_that_is_being_replaced_is_read_whole(
    results: Results, target: str | Path, start: Start, make_report: MakeReport, make_submission: MakeSubmission
) -> None:
    run = start(results)
    versions = [make_report(score=float(score)) for score in range(30)]
    results.save(run.id, versions[0], make_submission(versions[0]))

    def write() -> None:
        for report in versions:
            results.save(run.id, report, make_submission(report))

    writer = threading.Thread(target=write)
    seen = []
    with Results.open(target, create=False) as reader:
        writer.start()
        while writer.is_alive():
            seen.append(reader.report(run.id, "kim"))
        writer.join()
        seen.append(reader.report(run.id, "kim"))
    assert all(report in versions for report in seen)
    assert seen[-1] == versions[-1]


def test_threads_may_save_at_once(
    results: Results, start: Start, make_report: MakeReport, make_submission: MakeSubmission
) -> None:
    run = start(results)

    def save(thread: int) -> None:
        for number in range(5):
            report = make_report(f"{thread}-{number}")
            results.save(run.id, report, make_submission(report))

    threads = [threading.Thread(target=save, args=[thread]) for thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results.graded(run.id)) == 20


def test_two_programs_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    path = tmp_path / "results.sqlite"
    code = f"from grader.storage import Results; input(); Results.open({str(path)!r}).close()"
    programs = [
        subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, env=_environment()) for _ in range(2)
    ]
    for program in programs:
        assert program.stdin is not None
        program.stdin.write(b"\n")
        program.stdin.close()
    assert [program.wait(60) for program in programs] == [0, 0]
    with Results.open(path, create=False) as results:
        assert results.runs() == []


SAVE_FOR_EVER = """
import itertools, sys
from grader.model import *
from grader.storage import Results

text = Text.same("x" * 1000)
check = CheckResult("builds", text, Visibility.PUBLIC, Verdict.PASS, 1.0, 1.0, message=text)
with Results.open(sys.argv[1]) as results:
    run = results.start_run(seed=1, origin="here", tasks={}, versions={}, settings={})
    for number in itertools.count():
        student = f"student-{number:06}"
        task = TaskReport("optimizers/adam", text, 1.0, 1.0, (check,))
        source = Source("adam", "adam.py", None, "x = 1\\n" * 1000)
        results.save(run.id, Report(student, "ab", 1.0, 1.0, (task,)), Submission(student, "here", "ab", (source,)))
        print(student, flush=True)
"""


def test_kill_9_between_or_during_saves_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "results.sqlite"
    command = [sys.executable, "-c", SAVE_FOR_EVER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment()) as program:
        assert program.stdout is not None
        saved = [program.stdout.readline().strip() for _ in range(20)]
        program.send_signal(signal.SIGKILL)
        saved += program.stdout.read().split()
    assert program.returncode == -signal.SIGKILL

    with Results.open(path, create=False) as results:
        run = results.latest_run()
        assert run is not None and run.finished_at is None
        graded = list(results.graded(run.id))
        assert sorted(graded)[: len(saved)] == saved
        assert len(graded) - len(saved) in (0, 1)  # the last one may have been saved and not yet reported
        for report in results.reports(run.id):
            assert [check.check for task in report.tasks for check in task.checks] == ["builds"]
            assert len(results.submission(run.id, report.student).sources) == 1
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(grader.__file__).parents[1])}
