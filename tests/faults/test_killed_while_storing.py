"""A process that dies before, or after, any statement that it sends to the database, or any that ends a transaction."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from grader.storage import Results

# One process that forks for every moment: what can be set up once is. Only the power's failing needs a disk's word.
PROGRAM = """
import os
import signal
import sys
from pathlib import Path

from sqlalchemy import Engine, event

from grader.model import CheckResult, Report, Submission, TaskReport, Text, Verdict, Visibility
from grader.storage import Results

folder, stride = Path(sys.argv[1]), int(sys.argv[2])
TEXT = Text.same("-")
moments = 0


def report(student):
    checks = tuple(CheckResult(name, TEXT, Visibility.PUBLIC, Verdict.PASS, 1.0, 1.0) for name in ("a", "b"))
    tasks = tuple(TaskReport(name, TEXT, 2.0, 2.0, checks) for name in ("unit/one", "unit/two"))
    return Report(student, "e3b0", 4.0, 4.0, tasks)


def night(database):
    with Results.open(database) as results:
        run = results.latest_run() or results.start_run(seed=1, origin="class", tasks={}, versions={}, settings={})
        graded = results.graded(run.id)
        for student in ("kim", "lee"):
            if student not in graded:
                results.save(run.id, report(student), Submission(student, "class", "e3b0"))
        results.finish_run(run.id)


def die_at(last):
    def count(*_):
        global moments
        moments += 1
        if moments == last:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, name, count)


def in_a_child(work):
    pid = os.fork()
    if pid == 0:
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


event.listen(Engine, "connect", lambda connection, record: connection.execute("PRAGMA synchronous = OFF"))
night(folder / "0.sqlite")
moment = 0
while True:
    moment += stride
    database = folder / f"{moment}.sqlite"

    def disturbed():
        die_at(moment)
        night(database)

    code = in_a_child(disturbed)
    assert code in (0, -signal.SIGKILL), code
    assert in_a_child(lambda: night(database)) == 0
    if code == 0:
        break
"""


@pytest.mark.parametrize("stride", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_a_process_killed_at_any_statement_leaves_whole_reports(tmp_path: Path, stride: int) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(PROGRAM), str(tmp_path), str(stride)],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    databases = sorted(tmp_path.glob("*.sqlite"), key=lambda path: int(path.stem))
    assert len(databases) > 60 // stride  # moments, the last of which came too late
    stored = []
    for database in databases:
        with Results.open(database, create=False) as results:
            (run,) = results.runs()
            assert run.finished_at is not None, database
            stored.append(list(results.reports(run.id)))
    assert [report.student for report in stored[-1]] == ["kim", "lee"]
    assert all(len(task.checks) == 2 for report in stored[-1] for task in report.tasks)
    assert all(reports == stored[-1] for reports in stored)
