"""Alembic runs this file; the connection, already inside a transaction, comes from `grader.storage.migrations`."""

from __future__ import annotations

from alembic import context

from grader.storage.migrations import VERSION_TABLE
from grader.storage.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite changes a table by rebuilding it
)
with context.begin_transaction():
    context.run_migrations()
