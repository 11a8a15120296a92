"""The trusted side: what a run asks, and what our own implementations are seen to do.

    questions   the checks of each task, the seed of each check, the data made for it
    computed    observations made by running our own code: in a course
    recorded    observations that were made before: in a student bundle, which holds no code of ours

Only `Oracle` knows which of the two there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.catalog import Catalog
from grader.checks.observation import Observed, Wire
from grader.model import Task

from .computed import Computed, cache_folder, forget_unused
from .questions import Questions
from .recorded import Recorded
from .source import Source, Variant, variants

__all__ = ["Oracle", "Variant", "cache_folder", "forget_unused", "variants"]


class Oracle(Questions):
    """What a run asks, and how our own implementations answer. Safe to use from several threads."""

    def __init__(self, catalog: Catalog, *, seed: int, practice: bool = False, cache: Path | None = None) -> None:
        """`cache` is where computed observations are kept between runs. In a bundle everything is `practice`."""
        super().__init__(seed, practice=practice or catalog.is_bundle)
        self._source: Source = Recorded(seed) if catalog.is_bundle else Computed(self, catalog, cache)

    def prepare(self, tasks: Sequence[Task]) -> None:
        """Raises GraderError when the answers of these tasks cannot be had: a damaged bundle, a seed not recorded."""
        self._source.prepare(tasks)

    def misconceptions(self, task: Task) -> tuple[Variant, ...]:
        """The task's misconceptions, read once. Raises TaskDefect."""
        return self._source.misconceptions(task)

    def reference(self, task: Task, check: str) -> Wire:
        """What the reference does. Raises TaskDefect when it fails."""
        return self._source.reference(task, check)

    def alternative(self, task: Task, check: str, name: str) -> Wire | None:
        """What an accepted alternative that the check names with `like` does; None when it raises."""
        return self._source.alternative(task, check, name)

    def mistake(self, task: Task, check: str, name: str) -> Observed | None:
        """What a misconception does where it fails the check with a result; None where it passes, and where it raises."""
        return self._source.mistake(task, check, name)

    def fails(self, task: Task, check: str, misconception: str) -> bool:
        """Whether a misconception fails the check, with a result or without."""
        return self._source.fails(task, check, misconception)
