"""Brings a database to the schema that this code knows.

A change of the tables is one new file in versions/, numbered and written by hand; the tests compare the outcome with
`grader.storage.tables` and fail on any difference. Revisions that were released are never edited.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from grader import __version__
from grader.errors import StorageFault, UsageError
from grader.storage.engine import Database, not_ours

LOCATION = "grader.storage:migrations"
VERSION_TABLE = "grader_schema"
_POSTGRES_LOCK = 0x67726164  # any number that nobody else locks


def config(connection: Connection) -> Config:
    """Alembic's configuration, without a file and without logging; env.py takes the connection from it."""
    configuration = Config()
    configuration.set_main_option("script_location", LOCATION)
    configuration.attributes["connection"] = connection
    return configuration


def prepare(database: Database, *, create: bool) -> None:
    """Creates the tables in an empty database (UsageError when `create` is false), upgrades older ones, and leaves
    alone (StorageFault) what a newer grader or another program wrote."""
    if not create and database.path is not None and _is_absent(database.path):
        raise UsageError(_empty(database))  # asked before SQLite creates the file by opening it
    with database.reader.connect() as connection:
        current = _is_current(connection, database, create=create)
    if database.path is not None:
        # Only now: this is written into the file, which must be known to be ours. Readers then never wait for a writer.
        with closing(database.reader.raw_connection()) as raw:  # raw: a journal cannot change inside a transaction
            raw.cursor().execute("PRAGMA journal_mode = WAL")
    if not current:
        with database.writer.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_POSTGRES_LOCK})")
            # Asked again: another process may have done it while this one waited for the lock.
            if not _is_current(connection, database, create=create):
                command.upgrade(config(connection), "head")


def _is_current(connection: Connection, database: Database, *, create: bool) -> bool:
    tables = inspect(connection).get_table_names()
    if not tables:
        if not create:
            raise UsageError(_empty(database))
        return False
    if VERSION_TABLE not in tables:
        raise StorageFault(not_ours(database.where))
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one_or_none()
    revisions = [script.revision for script in ScriptDirectory.from_config(config(connection)).walk_revisions()]
    if found is not None and found not in revisions:
        raise StorageFault(
            f"{database.where} was written by a newer grader (schema {found}; grader {__version__} knows up to "
            f"{revisions[0]}); update grader, or choose another database"
        )
    return bool(found == revisions[0])


def _is_absent(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:  # not to be seen by this user: opening it will fail, and say why
        pass
    return False


def _empty(database: Database) -> str:
    return f"there are no results in {database.where}; grade a batch into it first, or check the name"
