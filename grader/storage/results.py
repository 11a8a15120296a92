"""The stored results of all runs."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session, selectinload, sessionmaker, undefer
from sqlalchemy.sql.base import ExecutableOption

from grader.errors import StorageFault, UsageError
from grader.jsonable import JSON, to_json
from grader.model import Report, Submission, Text
from grader.storage import codec, migrations
from grader.storage.codec import Run
from grader.storage.engine import Database, connect, speaking_plainly
from grader.storage.tables import Base, CheckRow, RunRow, SubmissionRow, TaskRow

_WITH_RESULTS = selectinload(SubmissionRow.tasks).selectinload(TaskRow.checks)
_SUBMISSIONS, _TASKS, _CHECKS = (Base.metadata.tables[row.__tablename__] for row in (SubmissionRow, TaskRow, CheckRow))
_AT_ONCE = 50  # reports in memory, of those that are read one after the other


class Results:
    """Everything that was graded into one database. Every method raises StorageFault when the database fails, and
    UsageError for a run or student that is not there. Threads may share one; readers do not wait for a writer."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._one_writer = threading.Lock()

    @classmethod
    def open(cls, target: str | Path, *, create: bool = True) -> Self:
        """Opens, creates or upgrades the database at a path (SQLite) or URL (`sqlite:///…`, `postgresql://…`).

        With `create=False`, for those who only read, it is a UsageError when there are no results yet. `sqlite://` is
        a database in memory, which belongs to the thread that opened it.
        """
        database = connect(target)
        try:
            with speaking_plainly(database):
                migrations.prepare(database, create=create)
        except BaseException:
            database.reader.dispose()
            raise
        return cls(database)

    def close(self) -> None:
        self._database.reader.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- runs ------------------------------------------------------------------------------------------------------

    def start_run(
        self,
        *,
        seed: int,
        origin: str,
        tasks: Mapping[str, str],
        versions: Mapping[str, str],
        settings: Mapping[str, JSON],
    ) -> Run:
        """`tasks` maps each task's name to its content hash; `settings` is what else is needed to grade the same way
        again. Tuples in it come back as lists."""
        row = RunRow(
            seed=str(seed),
            origin=origin,
            tasks=dict(tasks),
            versions=dict(versions),
            settings={name: to_json(value) for name, value in settings.items()},
            started_at=datetime.now(UTC),
            finished_at=None,
        )
        with self._writing() as session:
            session.add(row)
            session.flush()
            return codec.run_of(row)

    def finish_run(self, run_id: int) -> None:
        with self._writing() as session:
            self._run_row(session, run_id).finished_at = datetime.now(UTC)

    def run(self, run_id: int) -> Run:
        with self._reading() as session:
            return codec.run_of(self._run_row(session, run_id))

    def runs(self) -> list[Run]:
        """All runs, oldest first."""
        with self._reading() as session:
            return [codec.run_of(row) for row in session.scalars(select(RunRow).order_by(RunRow.id))]

    def latest_run(self, *, origin: str | None = None) -> Run | None:
        """The newest run: of this origin, where one is given."""
        query = select(RunRow).order_by(RunRow.id.desc()).limit(1)
        if origin is not None:
            query = query.where(RunRow.origin == origin)
        with self._reading() as session:
            row = session.scalar(query)
            return None if row is None else codec.run_of(row)

    def run_or_latest(self, run_id: int | None) -> Run:
        """The run of that number, or the newest. UsageError where there is none."""
        run = self.latest_run() if run_id is None else self.run(run_id)
        if run is None:
            where = self._database.where
            raise UsageError(
                Text(
                    f"{where} holds no run yet; grade a class first: grader batch SUBMISSIONS --db {where}",
                    f"{where}에 저장된 실행이 없습니다. 먼저 채점하십시오: grader batch SUBMISSIONS --db {where}",
                )
            )
        return run

    # --- submissions -----------------------------------------------------------------------------------------------

    def save(self, run_id: int, report: Report, submission: Submission) -> None:
        """Saves both in one transaction, in place of what was saved for this student in this run before.

        Raises ValueError when the two are not about the same student and content.
        """
        columns = codec.submission_columns(run_id, report, submission)
        with self._writing() as session:
            self._run_row(session, run_id)
            session.execute(
                delete(SubmissionRow)
                .where(SubmissionRow.run_id == run_id, SubmissionRow.student == report.student)
                .execution_options(synchronize_session=False)
            )
            # Statements, not objects: the session's book-keeping would take longer than the database does.
            submission_id = session.execute(insert(_SUBMISSIONS).returning(_SUBMISSIONS.c.id), columns).scalar_one()
            if not report.tasks:
                return
            tasks = [codec.task_columns(submission_id, i, task) for i, task in enumerate(report.tasks)]
            task_ids = session.execute(insert(_TASKS).returning(_TASKS.c.id, sort_by_parameter_order=True), tasks)
            checks = [
                codec.check_columns(task_id, i, check)
                for task_id, task in zip(task_ids.scalars(), report.tasks, strict=True)
                for i, check in enumerate(task.checks)
            ]
            if checks:
                session.execute(insert(_CHECKS), checks)

    def reports(self, run_id: int) -> Iterator[Report]:
        """All reports of a run in the order of the students' names (by code point, in every database)."""
        with self._reading() as session:
            self._run_row(session, run_id)
            students = self._students(session, run_id)
        chunks = (students[start : start + _AT_ONCE] for start in range(0, len(students), _AT_ONCE))
        return (report for chunk in chunks for report in self._some_reports(run_id, chunk))

    def _some_reports(self, run_id: int, students: Sequence[str]) -> list[Report]:
        query = select(SubmissionRow).where(SubmissionRow.run_id == run_id, SubmissionRow.student.in_(students))
        with self._reading() as session:
            rows = session.scalars(query.options(_WITH_RESULTS))
            return [codec.report_of(row) for row in sorted(rows, key=lambda row: row.student)]

    def report(self, run_id: int, student: str) -> Report:
        with self._reading() as session:
            return codec.report_of(self._submission_row(session, run_id, student, _WITH_RESULTS))

    def submission(self, run_id: int, student: str) -> Submission:
        """What the student handed in, sources included, so that a grade can be replayed after the upload is gone."""
        with self._reading() as session:
            with_sources = undefer(SubmissionRow.handed_in)
            return codec.submission_of(self._submission_row(session, run_id, student, with_sources))

    def students(self, run_id: int) -> list[str]:
        """The students of a run, by code point."""
        with self._reading() as session:
            self._run_row(session, run_id)
            return self._students(session, run_id)

    def graded(self, run_id: int) -> dict[str, str]:
        """Student → sha256 of what was graded, without those whose grading failed through our own fault."""
        query = select(SubmissionRow.student, SubmissionRow.sha256).where(
            SubmissionRow.run_id == run_id, SubmissionRow.internal.is_(False)
        )
        with self._reading() as session:
            self._run_row(session, run_id)
            return {student: sha256 for student, sha256 in session.execute(query)}

    # --- inside ----------------------------------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with speaking_plainly(self._database), Session(self._database.reader) as session:
            try:
                yield session
            except (TypeError, ValueError) as error:  # from the codec: what is stored does not fit the model
                raise StorageFault(f"{self._database.where} holds a damaged result: {error}") from error

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        begin = sessionmaker(self._database.writer).begin
        with self._one_writer, speaking_plainly(self._database), begin() as session:
            yield session

    def _run_row(self, session: Session, run_id: int) -> RunRow:
        row = session.get(RunRow, run_id) if 0 < run_id < 2**31 else None  # the databases' integers end somewhere
        if row is None:
            known = list(session.scalars(select(RunRow.id).order_by(RunRow.id.desc()).limit(5)))
            listed, where = ", ".join(map(str, known)), self._database.where
            raise UsageError(
                Text(
                    f"no run {run_id} in {where}; {f'the latest: {listed}' if known else 'there are no runs yet'}",
                    f"{where}에 실행 {run_id}이(가) 없습니다. "
                    + (f"최근 실행: {listed}" if known else "아직 저장된 실행이 없습니다."),
                )
            )
        return row

    def _students(self, session: Session, run_id: int) -> list[str]:
        return sorted(session.scalars(select(SubmissionRow.student).where(SubmissionRow.run_id == run_id)))

    def _submission_row(self, session: Session, run_id: int, student: str, loading: ExecutableOption) -> SubmissionRow:
        self._run_row(session, run_id)
        query = select(SubmissionRow).where(SubmissionRow.run_id == run_id).options(loading)
        composed = unicodedata.normalize("NFC", student)  # as keys are; some terminals and disks decompose Hangul
        for name in dict.fromkeys((student, composed)):
            if (row := session.scalar(query.where(SubmissionRow.student == name))) is not None:
                return row
        students = self._students(session, run_id)
        near = get_close_matches(composed, students)
        names = [repr(name) for name in near]
        raise UsageError(
            Text(
                f"no student {student!r} in run {run_id}; "
                + (f"did you mean {' or '.join(names)}?" if near else f"students in it: {len(students)}"),
                f"실행 {run_id}에 학생 {student!r}이(가) 없습니다. "
                + (f"이 학생을 찾으셨습니까? {', '.join(names)}" if near else f"저장된 학생 수: {len(students)}"),
            )
        )
