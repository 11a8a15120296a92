from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from grader.errors import StorageFault, UsageError
from grader.model import Report, Submission
from grader.storage import Results, Run, migrations
from grader.storage.engine import Database, connect
from grader.storage.tables import Base

Start = Callable[..., Run]


@pytest.fixture
def database(target: str | Path) -> Iterator[Database]:
    database = connect(target)
    yield database
    database.reader.dispose()


def tables(database: Database) -> set[str]:
    with database.reader.connect() as connection:
        return set(sqlalchemy.inspect(connection).get_table_names())


def test_an_empty_database_becomes_exactly_what_the_tables_say(database: Database) -> None:
    migrations.prepare(database, create=True)
    with database.reader.connect() as connection:
        options = {"version_table": migrations.VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_foreign_keys_take_their_rows_along(database: Database) -> None:
    migrations.prepare(database, create=True)
    with database.reader.connect() as connection:
        inspector = sqlalchemy.inspect(connection)
        for table in ("submissions", "task_results", "check_results"):
            assert [key["options"] for key in inspector.get_foreign_keys(table)] == [{"ondelete": "CASCADE"}]


def test_going_down_and_up_again_works(database: Database) -> None:
    migrations.prepare(database, create=True)
    full = tables(database)
    with database.writer.begin() as connection:
        command.downgrade(migrations.config(connection), "base")
    assert tables(database) == {migrations.VERSION_TABLE}
    migrations.prepare(database, create=True)
    assert tables(database) == full


def test_opening_again_changes_nothing(target: str | Path, start: Start) -> None:
    with Results.open(target) as results:
        run = start(results)
    with Results.open(target) as results:
        assert results.runs() == [run]


def test_opening_says_nothing(
    target: str | Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    Results.open(target).close()
    assert capfd.readouterr() == ("", "")
    assert [record for record in caplog.records if record.levelno > logging.INFO] == []


def test_an_older_database_is_upgraded_and_keeps_its_results(
    target: str | Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    start: Start,
    make_report: Callable[..., Report],
    make_submission: Callable[[Report], Submission],
) -> None:
    report = make_report()
    with Results.open(target) as results:
        run = start(results)
        results.save(run.id, report, make_submission(report))

    newer = tmp_path / "newer"
    shutil.copytree(Path(migrations.__file__).parent, newer)
    (newer / "versions/0002_notes.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\nrevision, down_revision = '0002', '0001'\n"
        "def upgrade():\n"
        "    with op.batch_alter_table('runs') as runs:\n"
        "        runs.add_column(sa.Column('note', sa.Text(), nullable=True))\n"
        "def downgrade():\n    raise NotImplementedError\n",
        encoding="utf-8",
    )
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "LOCATION", str(newer))
        with Results.open(target) as results:
            assert results.report(run.id, "kim") == report
    with pytest.raises(StorageFault, match=r"newer grader \(schema 0002; grader .* knows up to 0001\); update grader"):
        Results.open(target)


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(
    target: str | Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: Start
) -> None:
    with Results.open(target) as results:
        run = start(results)
    newer = tmp_path / "newer"
    shutil.copytree(Path(migrations.__file__).parent, newer)
    (newer / "versions/0002_broken.py").write_text(
        "from alembic import op\nrevision, down_revision = '0002', '0001'\n"
        "def upgrade():\n    op.drop_table('check_results')\n    op.execute('SELECT * FROM nowhere')\n",
        encoding="utf-8",
    )
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "LOCATION", str(newer))
        with pytest.raises(StorageFault, match="nowhere"):
            Results.open(target)
    with Results.open(target) as results:
        assert results.runs() == [run]
        assert list(results.reports(run.id)) == []


def test_the_tables_of_another_program_are_left_alone(database: Database, target: str | Path) -> None:
    with database.writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(StorageFault, match="not a results database of grader"):
        Results.open(target)
    assert tables(database) == {"bookmarks"}


def test_a_database_of_another_program_is_not_changed_by_one_byte(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    before = path.read_bytes()
    with pytest.raises(StorageFault, match=r"places\.sqlite is not a results database of grader"):
        Results.open(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"student,score\nkim,3\n" * 100, b"\x89PNG" + bytes(5000)])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "grades.csv"
    path.write_bytes(content)
    with pytest.raises(StorageFault, match="not a results database of grader"):
        Results.open(path)
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_database(tmp_path: Path, start: Start) -> None:
    path = tmp_path / "results.sqlite"
    path.touch()
    with Results.open(path) as results:
        start(results)


def test_who_only_reads_creates_nothing(tmp_path: Path) -> None:
    path = tmp_path / "typo.sqlite"
    with pytest.raises(UsageError, match=r"no results in .*typo\.sqlite"):
        Results.open(path, create=False)
    assert not path.exists()
    path.touch()
    with pytest.raises(UsageError, match=r"no results in .*typo\.sqlite"):
        Results.open(path, create=False)
    Results.open(path).close()
    Results.open(path, create=False).close()
