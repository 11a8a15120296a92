"""From a path or URL to an engine, and from what a database driver raises to a sentence that says what to do."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError, StatementError

from grader.errors import StorageFault

BUSY_SECONDS = 30.0  # how long to wait for another writer; a save takes milliseconds
_WRITES = "grader_writes"
_MALFORMED = (
    "the database URL cannot be read; expected a path, sqlite:///FILE (three slashes) or postgresql://USER@HOST/NAME"
)


@dataclass(frozen=True, slots=True)
class Database:
    """One database under two engines with a common pool. Each reader sees one moment; writers queue from BEGIN on."""

    where: str  # for messages; never holds a password
    path: Path | None  # of the SQLite file, where it is one
    reader: Engine
    writer: Engine


def connect(target: str | Path) -> Database:
    """Raises StorageFault for a URL that is malformed, of an unknown kind, or whose driver is not installed.
    Nothing is opened yet."""
    url = _url(target)
    options: dict[str, Any] = {}
    if url.get_backend_name() == "sqlite" and "timeout" not in url.query:
        options["connect_args"] = {"timeout": BUSY_SECONDS}
    try:
        dumps = partial(json.dumps, allow_nan=False, separators=(",", ":"))
        engine = create_engine(url, json_serializer=dumps, pool_pre_ping=True, **options)
    except ImportError as error:
        raise StorageFault('PostgreSQL needs its driver; install it with: pip install "psycopg[binary]"') from error
    except (ArgumentError, ValueError) as error:
        raise StorageFault(_MALFORMED) from error
    where = url.render_as_string(hide_password=True)
    writer = engine.execution_options(**{_WRITES: True})
    if url.get_backend_name() == "postgresql":
        # A report is read in three statements; all three must see the same moment.
        return Database(where, None, engine.execution_options(isolation_level="REPEATABLE READ"), writer)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    file = None if "uri" in url.query or url.database == ":memory:" else url.database
    path = Path(os.path.abspath(file)) if file else None
    return Database(str(path or where), path, engine, writer)


def _url(target: str | Path) -> URL:
    if isinstance(target, Path) or "://" not in target:
        return URL.create("sqlite", database=os.path.abspath(target))
    try:
        url = make_url(target)
    except (ArgumentError, ValueError) as error:
        raise StorageFault(_MALFORMED) from error
    match url.get_backend_name():
        case "sqlite":
            return url.set(drivername="sqlite")
        case "postgresql" | "postgres":
            return url.set(drivername="postgresql+psycopg")
        case other:
            raise StorageFault(f"results are kept in SQLite (a path) or PostgreSQL (postgresql://…), not in {other!r}")


def _set_up_sqlite(connection: sqlite3.Connection, record: object) -> None:
    # Python's sqlite3 would open transactions by itself, late, and never around a CREATE TABLE: see _begin_sqlite.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    # A reader that turns into a writer is refused at once when somebody else wrote meanwhile; a transaction that
    # says at BEGIN that it will write waits for its turn instead.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def speaking_plainly(database: Database) -> Iterator[None]:
    """Whatever the database raises inside becomes a StorageFault that says what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise StorageFault(_explain(getattr(error, "orig", error), database)) from error
    except StatementError as error:
        raise StorageFault(f"this result cannot be stored: {error.orig}") from error
    except SQLAlchemyError as error:
        raise StorageFault(f"the results database {database.where} failed: {error}") from error


def _explain(error: BaseException | None, database: Database) -> str:
    where = database.where
    match getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_").split("_")[0]:
        case "BUSY" | "LOCKED":
            return f"{where} is locked by another program; wait until it has finished, then repeat"
        case "FULL":
            return f"the disk with {where} is full; free some space, then repeat. What was saved before is safe"
        case "NOTADB":
            return not_ours(where)
        case "CORRUPT":
            return f"{where} is damaged ({error}); restore a copy, or move it away and grade again"
        case "CANTOPEN" | "READONLY" | "PERM" | "IOERR" if database.path is not None:
            return _explain_path(database.path, error)
        case "" if type(error).__name__ == "OperationalError":  # no name of SQLite's: PostgreSQL's driver
            advice = "check that its server runs, and the URL, user and password"
            return f"the results database {where} cannot be used; {advice} ({str(error).strip()})"
        case _:
            return f"the results database {where} failed: {str(error).strip()}"


def _explain_path(path: Path, error: BaseException | None) -> str:
    folder = path.parent
    for outer in (*reversed(folder.parents), folder):  # from the root on: beyond a closed one nothing can be asked
        if not outer.exists():
            return f"the folder {folder} does not exist; create it, or choose another place for {path.name}"
        if not outer.is_dir():
            return f"{outer} is not a folder; choose another place for {path.name}"
        if not os.access(outer, os.X_OK):
            return f"the folder {outer} may not be entered by this user; choose another place for {path.name}"
    if path.is_dir():
        return f"{path} is a folder; name a file in it, such as {path / 'results.sqlite'}"
    if path.exists() and not os.access(path, os.R_OK | os.W_OK):
        return f"{path} may not be read and written by this user; change its permissions, or choose another file"
    if not os.access(folder, os.W_OK):
        return f"the folder {folder} is read-only for this user; choose a place that you can write to"
    return f"{path} cannot be used ({error}); choose another place"


def not_ours(where: str) -> str:
    return f"{where} is not a results database of grader; choose another one. Nothing in it was changed"
