"""Ctrl-C in the middle of a batch, and going on."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RIGHT = ROOT / "assignments/detection/iou/accepted/row_by_row.py"
STUDENTS = 40


def stored(database: Path) -> list[tuple[str, float, int]]:
    if not database.exists():
        return []
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        try:
            return connection.execute(
                "SELECT student, score / max_score, run_id FROM submissions ORDER BY student"
            ).fetchall()
        except sqlite3.OperationalError:  # the tables are not there yet
            return []


def test_an_interrupted_batch_goes_on_where_it_stopped(tmp_path: Path) -> None:
    for i in range(STUDENTS):
        folder = tmp_path / "class" / f"student_{i:02}"
        folder.mkdir(parents=True)
        shutil.copy(RIGHT, folder / "iou.py")
    database = tmp_path / "class.sqlite"
    mode = [] if shutil.which("bwrap") else ["--unsafe-no-sandbox"]
    command = [sys.executable, "-m", "grader", "batch", "class", "--db", str(database), "--jobs", "1", *mode]
    options = {"cwd": tmp_path, "env": os.environ | {"GRADER_COURSE": str(ROOT)}, "text": True}
    batch = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    deadline = time.monotonic() + 120
    while len(stored(database)) < 3 and batch.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    batch.send_signal(signal.SIGINT)
    _, errors = batch.communicate(timeout=60)
    before = stored(database)
    if len(before) == STUDENTS:
        pytest.skip("the batch was done before it could be interrupted")
    assert batch.returncode == 130, errors
    assert len(before) >= 3
    assert f"--db {database}" in errors and "--resume" in errors and "Traceback" not in errors

    again = subprocess.run([*command, "--resume"], capture_output=True, timeout=120, **options)
    assert again.returncode == 0, again.stderr
    after = stored(database)
    assert [student for student, _, _ in after] == [f"student_{i:02}" for i in range(STUDENTS)]
    assert {(share, run) for _, share, run in after} == {(1.0, 1)}
    assert set(before) <= set(after)
