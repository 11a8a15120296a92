"""What `grader check` does: read, find the tasks answered, run them in a plain process on the student's own machine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader import intake, pipeline
from grader.catalog import Catalog, checks_text, course_root
from grader.errors import UnreadableError, UsageError
from grader.model import Report, Submission, Task, Visibility
from grader.oracle import Oracle, cache_folder
from grader.sandbox.worker import Worker


class Checker:
    """Keeps torch warm between checks."""

    def __init__(self, names: Sequence[str], *, seed: int, public_only: bool) -> None:
        """`names` of tasks or units; none means: whatever the submission answers. Raises UsageError."""
        self._catalog = Catalog(course_root())
        self._named = bool(names)
        self._tasks = self._catalog.select(names)
        self._public_only = public_only
        self._oracle = Oracle(self._catalog, seed=seed, cache=cache_folder())
        # Started before the submission is read: the import of torch takes longest.
        self._worker = Worker({task.name: checks_text(task) for task in self._tasks}, mode="plain", warm=False)

    def __enter__(self) -> Checker:
        return self

    def __exit__(self, *_: object) -> None:
        self._worker.close()

    def read(self, path: Path) -> Submission:
        """Raises UnreadableError when nothing can be read."""
        submission = intake.read(path)
        if submission.rejected is not None:
            raise UnreadableError(submission.rejected.text.en)
        return submission

    def tasks_of(self, submission: Submission) -> tuple[Task, ...]:
        """The tasks to check. Raises UsageError when the submission answers none."""
        if self._named:
            return self._tasks
        found = tuple(task for task in self._tasks if pipeline.answers(submission, task))
        if not found:
            problems = [
                f"{problem.place.describe()}: {problem.text.en}" if problem.place else problem.text.en
                for problem in submission.problems
            ]
            asked = ", ".join(symbol for task in self._tasks for symbol in task.symbols)
            lines = [f"{submission.origin} answers no task.", *problems, f"Names that tasks ask for: {asked}."]
            raise UsageError("\n".join(lines))
        return found

    def check(self, submission: Submission, tasks: Sequence[Task]) -> Report:
        only = [check for task in tasks for check in task.checks if self._runs(task, check.visibility)]
        return pipeline.grade(submission, tasks, worker=self._worker, oracle=self._oracle, checks=only)

    def hidden_not_run(self, tasks: Sequence[Task]) -> dict[str, int]:
        counts = {task.name: sum(not self._runs(task, check.visibility) for check in task.checks) for task in tasks}
        return {name: count for name, count in counts.items() if count}

    def _runs(self, task: Task, visibility: Visibility) -> bool:
        if visibility is Visibility.PUBLIC:
            return True
        return not self._public_only and self._catalog.reference(task).is_file()
