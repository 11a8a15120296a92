"""The tables. What people query is a column; what is only read back whole (texts, places, pictures, code) is JSON.

    runs ─< submissions ─< task_results ─< check_results

JSON is written in ASCII escapes, so NUL and lone surrogates in student text are stored and come back as they were.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON as JsonType
from sqlalchemy import DateTime, Dialect, Float, ForeignKey, MetaData, Text, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from grader.jsonable import JSON


class Words(TypeDecorator[str]):
    """Text that every database takes: NUL (refused by PostgreSQL) and lone surrogates (no UTF-8) are spelt out.

    Spelt out rather than replaced by one mark: names in an unknown encoding must stay different from each other.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return value.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode()


class Finite(TypeDecorator[float]):
    """A score or a duration. SQLite would silently turn NaN into NULL, PostgreSQL would keep it: neither is a score."""

    impl = Float
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> float | None:
        if value is not None and not math.isfinite(value):
            raise ValueError(f"a score or duration must be a finite number, not {value}")
        return value


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, timezone-aware in Python; SQLite keeps no zone, so it is always written as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"a moment needs its time zone: {value}")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


class Base(DeclarativeBase):
    # Named constraints: SQLite can only change a table by rebuilding it, and a rebuild refers to them by name.
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Words(), float: Finite(), datetime: Instant()}


class RunRow(Base):
    """One batch: what was graded with what."""

    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    seed: Mapped[str]  # decimal digits: seeds may be wider than 64 bits
    origin: Mapped[str]
    tasks: Mapped[dict[str, str]] = mapped_column(JsonType)  # name → content hash
    versions: Mapped[dict[str, str]] = mapped_column(JsonType)
    settings: Mapped[dict[str, JSON]] = mapped_column(JsonType)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class SubmissionRow(Base):
    """One student in one run: what was handed in, and what came out."""

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("run_id", "student"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    student: Mapped[str]
    sha256: Mapped[str]
    score: Mapped[float]
    max_score: Mapped[float]
    internal: Mapped[bool]  # some check could not be judged through our own fault: to be graded again
    seconds: Mapped[float]
    saved_at: Mapped[datetime]
    details: Mapped[dict[str, JSON]] = mapped_column(JsonType)  # the Report's other fields
    handed_in: Mapped[dict[str, JSON]] = mapped_column(JsonType, deferred=True)  # the Submission's; large

    tasks: Mapped[list[TaskRow]] = relationship(order_by="TaskRow.position", lazy="raise", passive_deletes=True)


class TaskRow(Base):
    """One task of one submission."""

    __tablename__ = "task_results"
    __table_args__ = (UniqueConstraint("submission_id", "task"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"))
    position: Mapped[int]
    task: Mapped[str]
    score: Mapped[float]
    max_score: Mapped[float]
    details: Mapped[dict[str, JSON]] = mapped_column(JsonType)  # the TaskReport's other fields

    checks: Mapped[list[CheckRow]] = relationship(order_by="CheckRow.position", lazy="raise", passive_deletes=True)


class CheckRow(Base):
    """One check of one task. The column is `check_name` because `check` is a reserved word of SQL."""

    __tablename__ = "check_results"
    __table_args__ = (UniqueConstraint("task_result_id", "check_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_result_id: Mapped[int] = mapped_column(ForeignKey("task_results.id", ondelete="CASCADE"))
    position: Mapped[int]
    check_name: Mapped[str]
    visibility: Mapped[str]
    verdict: Mapped[str]
    points: Mapped[float]
    max_points: Mapped[float]
    misconception: Mapped[str | None]
    seconds: Mapped[float]
    details: Mapped[dict[str, JSON]] = mapped_column(JsonType)  # the CheckResult's other fields
