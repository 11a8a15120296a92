"""A class of honest students with hostile ones among them, through `grader batch` and `grader report` as people call them."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import struct
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest
from corpus import CATALOG, FOLDER, ROOT
from effects import (
    Surroundings,
    assert_decent,
    assert_lifeless,
    assert_lifeless_page,
    assert_nothing_left_behind,
    descendants,
)
from grading import hand_in

from grader.model import Report, Verdict
from grader.storage import Results

IOU = CATALOG.task("detection/iou")
RIGHT = CATALOG.reference(IOU).read_text(encoding="utf-8")
HONEST = [
    CATALOG.reference(IOU),
    *sorted(IOU.folder.glob("accepted/*.py")),
    *sorted(IOU.folder.glob("misconceptions/*.py")),
][:20]
# Those of attacks/ that go for others: for their processor, memory, processes, disk, and for the grader itself.
WORST = {
    "channel/a_frame_of_four_gigabytes": Verdict.ERROR,
    "channel/a_million_small_frames": Verdict.ERROR,
    "channel/forged_answers": Verdict.FAIL,
    "endings/blames_the_grader_on_import": Verdict.ERROR,
    "endings/closes_the_channel_and_lives_on": Verdict.ERROR,
    "endings/signals_to_everybody": Verdict.PASS,  # in its first check: without a clamp, as without the attack
    "network/tcp": Verdict.PASS,
    "resources/disk": Verdict.ERROR,
    "resources/endless_loop": Verdict.TIMEOUT,
    "resources/fork_bomb": Verdict.ERROR,
    "resources/memory": Verdict.MEMORY,
    "resources/thread_bomb": Verdict.ERROR,
    "snooping/database": Verdict.PASS,
}
LIMITS = "\n[limits]\ncpu_seconds = 2\nwall_seconds = 10\nmemory_mb = 64\noutput_kb = 16384\nthreads = 16\n"


def zipped(files: Mapping[str, str | bytes], *, links: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = (stat.S_IFLNK | 0o777 if links else stat.S_IFREG | 0o644) << 16
            archive.writestr(member, content)
    return buffer.getvalue()


def overlapping(members: int, size: int) -> bytes:
    """A zip whose every member is the same stretch of the file."""
    data = zipped({"a.py": bytes(size)})
    start = data.index(b"PK\1\2")
    entry, end = data[start : data.index(b"PK\5\6")], data[data.index(b"PK\5\6") :]
    entries = b"".join(entry.replace(b"a.py", b"%04d" % number) for number in range(members))
    counts = struct.pack("<HHLL", members, members, len(entries), start)
    return data[:start] + entries + end[:8] + counts + end[20:]


def notebook(code: str) -> str:
    script = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    outputs = [
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"text/html": script, "application/javascript": "alert(1)"},
        },
        {"output_type": "error", "ename": script, "evalue": script, "traceback": ["\x1b[31m" + script]},
    ]
    cell = {
        "cell_type": "code",
        "metadata": {"tags": [script]},
        "execution_count": 1,
        "source": code,
        "outputs": outputs,
    }
    text = {"cell_type": "markdown", "metadata": {}, "source": script, "attachments": {"x": {"text/html": script}}}
    return json.dumps({"cells": [text, cell], "metadata": {"title": script}, "nbformat": 4, "nbformat_minor": 5})


def linked(at: Path, make: Callable[[Path], None]) -> None:
    at.mkdir()
    make(at / "box_iou.py")


# --- what is handed in, and what must come of it -------------------------------------------------------------------


@dataclass(frozen=True)
class HandIn:
    """`outcome`: the code of the problem for which it is rejected, or of the only one it is told; or a verdict."""

    name: str
    outcome: str
    content: str | bytes | Callable[[Path], object]


def hand_ins(secret: Path) -> list[HandIn]:
    return [
        HandIn("zip slip.zip", "zip-unsafe-path", zipped({"../../hostile-litter.py": RIGHT, "a.py": RIGHT})),
        HandIn("absolute path.zip", "zip-unsafe-path", zipped({"/tmp/hostile-litter.py": RIGHT, "a.py": RIGHT})),
        HandIn("drive letter.zip", "zip-unsafe-path", zipped({"C:\\hostile-litter.py": RIGHT, "a.py": RIGHT})),
        HandIn("link in a zip.zip", "symlink", zipped({"box_iou.py": str(secret)}, links=True)),
        HandIn("link", "symlink", partial(linked, make=lambda path: path.symlink_to(secret))),
        HandIn("link to a folder", "symlink", lambda at: at.symlink_to(secret.parent)),
        HandIn("hard link", "MISSING", partial(linked, make=lambda path: os.link(secret, path))),
        HandIn("link to a device", "symlink", partial(linked, make=lambda path: path.symlink_to("/dev/zero"))),
        HandIn("pipe", "special-file", partial(linked, make=os.mkfifo)),
        HandIn("flat bomb.zip", "too-large", zipped({"a.py": bytes(100 << 20)})),
        HandIn(
            "nested bomb.zip", "nested-zip", zipped({"a.zip": zipped({"a.zip": zipped({"a.py": bytes(50 << 20)})})})
        ),
        HandIn("overlapping bomb.zip", "total-too-large", overlapping(1000, 9 << 20)),
        HandIn("thousands of files.zip", "too-many-files", zipped({f"{number}.py": "" for number in range(5000)})),
        HandIn("names in a zip.zip", "PASS", zipped({"\u202e<img src=x onerror=alert(1)>\x1b[31m'; --.py": RIGHT})),
        HandIn("scripts in outputs.ipynb", "PASS", notebook(RIGHT)),
        HandIn("a', 0); drop table results; --.py", "PASS", RIGHT),
        HandIn("'; delete from runs where '1'='1.py", "PASS", RIGHT),
        HandIn("<script>alert(1)<script>.py", "PASS", RIGHT),
        HandIn("<img src=x onerror=alert(1)>", "PASS", lambda at: linked(at, lambda path: path.write_text(RIGHT))),
        HandIn("{{ 7*7 }}{% raw %}.py", "PASS", RIGHT),
        HandIn("\x1b[2J\x1b]0;owned\x07.py", "PASS", RIGHT),
        HandIn("\u202eyp.tsenoh\u2066.py", "PASS", RIGHT),
        HandIn(unicodedata.normalize("NFD", "김\u200b민지.py"), "PASS", RIGHT),
        HandIn("=cmd|' -C calc'!A0.py", "PASS", RIGHT),
        HandIn("a\\..\\..\\windows.py", "PASS", RIGHT),
        HandIn("-rf.py", "PASS", RIGHT),
        HandIn("x" * 240 + ".py", "PASS", RIGHT),
        HandIn("&lt;script&gt;.py", "ERROR", "def box_iou(a, b):\n    raise ValueError('<script>alert(1)</script>')\n"),
    ]


def put(one: HandIn, folder: Path) -> None:
    path = folder / one.name
    if callable(one.content):
        one.content(path)
    elif isinstance(one.content, bytes):
        path.write_bytes(one.content)
    else:
        path.write_text(one.content, encoding="utf-8")


# --- the test ------------------------------------------------------------------------------------------------------


def graded(folder: Path, course: Path, at: Path) -> dict[str, Report]:
    """The stored reports of one `grader batch`, by student."""
    database = f"{at / folder.name}.sqlite"
    call(course, "batch", folder, "--db", database, "--task", IOU.name, "--jobs", 2, "--seed", 11)
    with Results.open(database) as results:
        return {report.student: report for report in results.reports(1)}


def call(course: Path, *arguments: object) -> None:
    environment = {**os.environ, "GRADER_COURSE": str(course), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "grader", *map(str, arguments)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode in (0, 1) and "Traceback" not in done.stderr, done.stderr
    assert_lifeless(done.stdout + done.stderr)


def course_with_tight_limits(at: Path) -> Path:
    shutil.copytree(IOU.folder, at / "assignments" / IOU.name)
    (at / "reference" / IOU.unit).mkdir(parents=True)
    shutil.copy(CATALOG.reference(IOU), at / "reference" / IOU.unit)
    shutil.copy(ROOT / "assignments/course.toml", at / "assignments")
    with open(at / "assignments" / IOU.name / "task.toml", "a", encoding="utf-8") as file:
        file.write(LIMITS)
    return at


def timeless(report: Report) -> Report:
    tasks = [replace(task, checks=tuple(replace(check, seconds=0.0) for check in task.checks)) for task in report.tasks]
    return replace(report, tasks=tuple(tasks), seconds=0.0)


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap (bwrap) is not installed")
def test_hostile_students_change_nothing_for_the_others(tmp_path: Path, surroundings: Surroundings) -> None:
    before = set(descendants(os.getpid()))
    honest, mixed = tmp_path / "honest", tmp_path / "mixed"
    course = course_with_tight_limits(tmp_path / "course")
    for folder in (honest, mixed):
        folder.mkdir()
        for number, file in enumerate(HONEST):
            shutil.copy(file, folder / f"student {number:02}.py")
    hostile = hand_ins(surroundings.secret)
    for one in hostile:
        put(one, mixed)
    for name in WORST:
        hand_in((FOLDER / f"{name}.py").read_text(encoding="utf-8"), mixed / name.replace("/", " "), surroundings)

    alone, together = graded(honest, course, tmp_path), graded(mixed, course, tmp_path)

    assert len(HONEST) == len(alone) == 20
    assert len(together) == len(HONEST) + len(hostile) + len(WORST)
    assert {student: timeless(together[student]) for student in alone} == {s: timeless(r) for s, r in alone.items()}
    for name, verdict in WORST.items():
        first = together[name.replace("/", " ")].tasks[0].checks[0]
        assert first.verdict is verdict, (name, first)
    for report in together.values():
        assert_decent(report, surroundings.token)
    by_hand_in = outcomes(together)
    assert sorted(by_hand_in.values()) == sorted(one.outcome for one in hostile), by_hand_in

    out = tmp_path / "report"
    call(course, "report", "--db", tmp_path / "mixed.sqlite", "--out", out)
    pages = list(out.rglob("*.html"))
    assert {page.parent for page in pages} == {out, out / "students"} and len(pages) == len(together) + 1
    for page in pages:
        assert_lifeless_page(page.read_text(encoding="utf-8"))
    surroundings.assert_untouched()
    assert_nothing_left_behind()
    assert set(descendants(os.getpid())) == before


def outcomes(reports: Mapping[str, Report]) -> dict[str, str]:
    """What came of those who are neither honest nor of attacks/."""
    others = [
        r for s, r in reports.items() if not s.startswith("student ") and s not in {n.replace("/", " ") for n in WORST}
    ]
    return {report.student: outcome(report) for report in others}


def outcome(report: Report) -> str:
    if report.rejected is not None:
        return next((problem.code for problem in report.problems), report.rejected.code)
    return report.tasks[0].checks[0].verdict.value
