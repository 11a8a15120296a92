"""Where results are kept; the only owner of a database session. Importing this imports SQLAlchemy: import it late."""

from __future__ import annotations

from grader.storage.codec import Run
from grader.storage.results import Results

__all__ = ["Results", "Run"]
