"""A small class, a night of `grader batch` over it, and what it takes to disturb one."""

from __future__ import annotations

import ctypes
import io
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from grader.batch import discover, run_batch
from grader.catalog import Catalog
from grader.model import Report
from grader.sandbox.launch import Mode
from grader.sandbox.worker import Worker
from grader.storage import Results, Run

ROOT = Path(__file__).resolve().parents[2]
CATALOG = Catalog(ROOT)
TASK = CATALOG.task("detection/iou")
SEED = 2718
MODE: Mode = "bubblewrap" if shutil.which("bwrap") else "plain"
# How many generations below `grader batch` each kind of process is.
GENERATIONS = (
    {"bubblewrap outside": 1, "bubblewrap inside": 2, "zygote": 3, "child": 4}
    if MODE == "bubblewrap"
    else {"zygote": 1, "child": 2}
)
_NAP = 0.006  # makes one submission last some tenths of a second without computing
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER


def make_class(folder: Path) -> Path:
    """Ten students: right, wrong, raising, ending the process, unreadable; scripts, a folder and a zip."""

    def slow(name: str) -> str:
        text = (TASK.folder / name).read_text(encoding="utf-8")
        start = "-> Tensor:\n"
        assert text.count(start) == 1
        return text.replace(start, f"{start}    __import__('time').sleep({_NAP})\n")

    signature = "def box_iou(a, b):\n    "
    students = {
        "alice.py": slow("accepted/row_by_row.py"),
        "bruno/iou.py": slow("accepted/loops.py"),
        "chloe.py": slow("misconceptions/counts_pixels.py"),
        "david.py": slow("misconceptions/transposed.py"),
        "emma.py": signature + "print(len(a))\n    raise ValueError(len(b))\n",
        "farid.py": signature + "__import__('os')._exit(3)\n",
        "grace.py": "def (",
        "hiro.py": slow("misconceptions/no_clamp.py"),
        "김민준.py": slow("accepted/tiny_epsilon.py"),
    }
    for name, text in students.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("iou.py", slow("misconceptions/squeezes_single_boxes.py"))
    (folder / "ines.zip").write_bytes(buffer.getvalue())
    return folder


STUDENTS = ("alice", "bruno", "chloe", "david", "emma", "farid", "grace", "hiro", "ines", "김민준")


# --- grading -------------------------------------------------------------------------------------------------------


class Kept:
    """A worker that a batch does not end, for the next batch: starting one takes seconds."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self.wait, self.run = worker.wait, worker.run

    @property
    def pid(self) -> int:
        return self._worker._zygote.process.pid

    def close(self) -> None:
        pass


def grade(folder: Path, results: Results, worker: Worker | Kept, **options: Any) -> Run:
    """Grade the class in this process, on one worker."""
    options = {"names": [TASK.name], "jobs": 1, "mode": MODE, "seed": SEED} | options
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Worker, "for_tasks", lambda tasks, **_: worker)
        return run_batch(folder, discover(folder), CATALOG, results, **options)


def resume(folder: Path, results: Results, worker: Worker | Kept) -> Run:
    return grade(folder, results, worker, resume=True, names=(), seed=None)


def without_seconds(report: Report) -> Report:
    """All of a report that two gradings of one submission have in common."""
    tasks = tuple(
        replace(task, checks=tuple(replace(check, seconds=0.0) for check in task.checks)) for task in report.tasks
    )
    return replace(report, tasks=tasks, seconds=0.0)


def grades(database: Path | str) -> dict[str, Report]:
    """What the one run in a database found out, by student; the run must be finished, and each student in it once."""
    with Results.open(database, create=False) as results:
        (run,) = results.runs()
        assert run.finished_at is not None
        reports = [without_seconds(report) for report in results.reports(run.id)]
    assert len({report.student for report in reports}) == len(reports)
    return {report.student: report for report in reports}


def start(folder: Path, database: Path | str, *options: str, **more: Any) -> subprocess.Popen[str]:
    """`grader batch` on the class, as people call it."""
    unsafe = [] if MODE == "bubblewrap" else ["--unsafe-no-sandbox"]
    command = [sys.executable, "-m", "grader", "batch", str(folder), "--db", str(database), *unsafe, *options]
    environment = os.environ | {"GRADER_COURSE": str(ROOT), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", **more
    )


def ended(batch: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit code and what was said on standard error."""
    _, errors = batch.communicate(timeout=300)
    assert "Traceback" not in errors, errors
    return batch.returncode, errors


def go_on(folder: Path, database: Path, *, jobs: int = 2) -> subprocess.Popen[str]:
    """What a person does after an interruption: resume, or begin where nothing had begun."""
    begin = ("--task", TASK.name, "--seed", str(SEED))
    return start(folder, database, "--jobs", str(jobs), *(begin if progress(database) is None else ("--resume",)))


def progress(database: Path) -> int | None:
    """How many reports are stored; None before the run is."""
    if not database.exists():
        return None
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        try:
            runs, submissions = connection.execute(
                "SELECT (SELECT COUNT(*) FROM runs), (SELECT COUNT(*) FROM submissions)"
            ).fetchone()
        except sqlite3.OperationalError:  # the tables are not there yet
            return None
    return submissions if runs else None


def wait_until(condition: Callable[[], bool], batch: subprocess.Popen[str]) -> None:
    """Returns when the condition holds or the batch has ended."""
    deadline = time.monotonic() + 120
    while batch.poll() is None and not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)


# --- processes -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Process:
    pid: int
    parent: int
    state: str
    name: str


def processes() -> dict[int, Process]:
    found = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                text = Path("/proc", entry, "stat").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            name, _, rest = text.partition("(")[2].rpartition(")")
            state, parent = rest.split()[:2]
            found[int(entry)] = Process(int(entry), int(parent), state, name)
    return found


def generation(ancestor: int, number: int) -> list[int]:
    """The processes so many generations below another, oldest first."""
    everyone = processes()
    ancestors = {ancestor}
    for _ in range(number):
        ancestors = {pid for pid, one in everyone.items() if one.parent in ancestors and one.state != "Z"}
    return sorted(ancestors)


def kill(pid: int) -> None:
    """This process alone, as a machine out of memory does; not its group. One that has just ended is left in peace."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


class Orphans:
    """While one exists, processes whose parents die become this process's children, so that none can hide."""

    def __init__(self) -> None:
        self._before = set(self._alive())
        _must_prctl(1)

    def close(self) -> None:
        _must_prctl(0)

    def assert_none(self) -> None:
        """Nothing that was started since is alive, a moment after its end."""
        deadline = time.monotonic() + 20
        while left := [one for pid, one in self._alive().items() if pid not in self._before]:
            assert time.monotonic() < deadline, left
            time.sleep(0.01)

    def _alive(self) -> dict[int, Process]:
        everyone = processes()
        alive: dict[int, Process] = {}
        wave = {os.getpid()}
        while wave:
            children = {pid: one for pid, one in everyone.items() if one.parent in wave}
            wave = set(children)
            alive |= {pid: one for pid, one in children.items() if one.state != "Z"}
        return alive


def _must_prctl(value: int) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(_SUBREAPER, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_CHILD_SUBREAPER)")


def watching() -> Iterator[Orphans]:
    orphans = Orphans()
    try:
        yield orphans
    finally:
        orphans.close()


def same(found: dict[str, Report], expected: dict[str, Report]) -> bool:
    assert list(found) == list(expected)
    for student, report in expected.items():
        assert found[student] == report, student
    return True


def verdicts(reports: dict[str, Report]) -> dict[str, Sequence[str]]:
    return {name: [c.verdict.value for t in report.tasks for c in t.checks] for name, report in reports.items()}
