"""Databases to test on, and results to keep in them.

Tests that ask for `target` or `results` run on SQLite, or, where GRADER_TEST_POSTGRES_URL names an empty PostgreSQL
database, on a fresh schema there.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import sqlalchemy

from grader.model import (
    CheckResult,
    Excerpt,
    Picture,
    Place,
    Problem,
    Report,
    Series,
    Source,
    Submission,
    TaskReport,
    Text,
    Verdict,
    Visibility,
)
from grader.storage import Results, Run

POSTGRES_URL = os.environ.get("GRADER_TEST_POSTGRES_URL", "")

MakeReport = Callable[..., Report]
MakeSubmission = Callable[[Report], Submission]


@pytest.fixture
def postgres_url() -> Iterator[str]:
    if not POSTGRES_URL:
        pytest.skip("set GRADER_TEST_POSTGRES_URL to the URL of an empty PostgreSQL database to run this")
    schema = f"grader_{uuid.uuid4().hex}"
    engine = sqlalchemy.create_engine(sqlalchemy.make_url(POSTGRES_URL).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    yield POSTGRES_URL + ("&" if "?" in POSTGRES_URL else "?") + "options=" + quote(f"-csearch_path={schema}")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    engine.dispose()


@pytest.fixture
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    url: str | Path = request.getfixturevalue("postgres_url") if POSTGRES_URL else tmp_path / "results.sqlite"
    return url


@pytest.fixture
def results(target: str | Path) -> Iterator[Results]:
    with Results.open(target) as opened:
        yield opened


@pytest.fixture
def start() -> Callable[..., Run]:
    def start(results: Results, origin: str = "submissions/week-1", seed: int = 7) -> Run:
        return results.start_run(
            seed=seed,
            origin=origin,
            tasks={"optimizers/adam": "ab12", "regularization/dropout": "cd34"},
            versions={"grader": "0.1.0", "torch": "2.13.0"},
            settings={"language": "ko", "jobs": 2, "limits": {"cpu": 1.5}, "tasks": ["optimizers/*"], "late": None},
        )

    return start


@pytest.fixture
def make_report() -> MakeReport:
    """A report with one failed check that has everything, and one of the given verdict that has nothing."""

    def make(student: str = "kim", verdict: Verdict = Verdict.PASS, score: float = 1.0) -> Report:
        text = Text("expected 3, got 4", "3이어야 하는데 4입니다")
        trajectory = Series(Text.same("reference"), ((0.0, 1.0), (1.0, 1e-300), (2.0, 0.1 + 0.2)))
        failed = CheckResult(
            check="follows_the_trajectory",
            title=Text("Follows the trajectory", "궤적을 따릅니다"),
            visibility=Visibility.HIDDEN,
            verdict=Verdict.FAIL,
            points=0.0,
            max_points=2.0,
            message=text,
            expected=Text.same("3"),
            got=Text.same("4"),
            hint=text,
            misconception="no_bias_correction",
            explanation=text,
            place=Place("unit.ipynb", 3, 14),
            printed="loss 0.3\n\ttab 손실",
            picture=Picture("path", text, (trajectory,), Text.same("x"), None),
            seconds=0.125,
        )
        other = CheckResult("builds", text, Visibility.PUBLIC, verdict, score, 1.0)
        problem = Problem("not-utf8", text, Place("unit.ipynb"))
        excerpt = Excerpt("Adam", "unit.ipynb", 3, 10, "class Adam:\n    pass\n", (10, 11))
        adam = TaskReport("optimizers/adam", text, score, 3.0, (failed, other), (problem,), (excerpt,))
        dropout = TaskReport("regularization/dropout", text, 0.0, 1.0, ())
        return Report(student, "e3b0" * 16, score, 4.0, (adam, dropout), (problem,), None, 0.5)

    return make


@pytest.fixture
def make_submission() -> MakeSubmission:
    """What the report is on: two cells of a notebook, and a problem."""

    def make(report: Report) -> Submission:
        return Submission(
            student=report.student,
            origin=f"week-1/{report.student}.ipynb",
            sha256=report.sha256,
            sources=(
                Source("unit", "unit.ipynb", 3, "# 한국어 주석\n\nclass Adam:\r\n    pass\n"),
                Source("unit", "unit.ipynb", 5, ""),
            ),
            problems=(Problem("broken-cell", Text("cell 4 does not parse", "셀 4를 읽을 수 없습니다")),),
        )

    return make
