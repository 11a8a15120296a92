"""What `grader check` does: read, find the tasks answered, run them in a plain process on the student's own machine."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path, PurePath

from grader import intake, pipeline
from grader.catalog import Catalog, course_root
from grader.errors import UnreadableError, UsageError
from grader.model import LANGUAGES, Language, Problem, Program, Report, Submission, Task, Text, Visibility
from grader.oracle import Oracle, cache_folder, forget_unused
from grader.sandbox.launch import Device, Launched
from grader.sandbox.worker import Worker

# What a program's problems say when the answer is there and cannot be used.
_UNUSABLE = frozenset({"two-answers", "definition-unreadable"})


class Checker:
    """Keeps torch warm between checks."""

    def __init__(
        self,
        names: Sequence[str],
        *,
        seed: int,
        public_only: bool,
        device: Device = "cpu",
        launched: Launched | None = None,
    ) -> None:
        """`names` of tasks or units; none means: whatever the submission answers. `launched`, a plain zygote for this
        device, saves starting one later. Raises UsageError."""
        self._catalog = Catalog(course_root())
        self._named = bool(names)
        self._tasks = self._catalog.select(names)
        self._public_only = public_only
        self._device = device
        self._launched = launched
        self._oracle = Oracle(self._catalog, seed=seed, practice=True, cache=cache_folder())
        self._worker: Worker | None = None

    def __enter__(self) -> Checker:
        return self

    def __exit__(self, *_: object) -> None:
        if self._worker is not None:
            self._worker.close()
            forget_unused(cache_folder())

    def read(self, path: Path) -> Submission:
        """What is at `path`, but for the course's own folders where it holds them: starters are nobody's work."""
        own = (self._catalog.root / "assignments", self._catalog.root / "reference")
        return intake.read(path, leave_out=[folder.resolve() for folder in own])

    def tasks_of(self, submission: Submission) -> tuple[Task, ...]:
        """The tasks to check; with those whose answer is there but cannot be used, so that the report says why.

        Raises UnreadableError when the submission was rejected, UsageError when it answers no task.
        """
        if submission.rejected is not None:
            raise UnreadableError(_told([submission.rejected, *submission.problems]))
        if self._named:
            return self._tasks
        programs = [(task, pipeline.program_of(submission, task)) for task in self._tasks]
        if not any(program.definitions for _, program in programs):
            raise UsageError(self._no_answer(submission, [program for _, program in programs]))
        answered = {task.slug for task, program in programs if program.definitions}
        return tuple(
            task
            for task, program in programs
            if _is_unusable(program) or (program.definitions and not _is_of_others(program, answered - {task.slug}))
        )

    def _no_answer(self, submission: Submission, programs: Sequence[Program]) -> Text:
        problems = dict.fromkeys([*submission.problems, *(one for program in programs for one in program.problems)])
        origin = submission.origin
        if any(_is_unusable(program) for program in programs):
            return _told(
                problems,
                first=Text(f"{origin} has no answer that can be checked.", f"{origin}: 검사할 수 있는 답이 없습니다."),
            )
        if submission.attachments:
            return Text(
                f"{origin} holds answers to a quiz: `grader quiz check {origin}` marks those of practice questions; hand those "
                "to a paper in.",
                f"{origin}: 퀴즈 답안입니다. 연습 문항의 답은 `grader quiz check {origin}`로 확인하고, 시험지의 답은 제출해 주세요.",
            )
        asked = ", ".join(symbol for task in self._tasks for symbol in task.symbols)
        return _told(
            problems,
            first=Text(f"{origin} answers no task.", f"{origin}: 과제의 답이 없습니다."),
            last=Text(
                f"Names that tasks ask for: {asked}. Define one of them, spelt exactly so, or name a task with --task.",
                f"과제에서 요구하는 이름: {asked}. 이 가운데 하나를 똑같은 이름으로 정의하거나 --task로 과제를 지정해 주세요.",
            ),
        )

    def check(self, submission: Submission, tasks: Sequence[Task]) -> Report:
        """Raises UsageError, EnvironmentFault."""
        self._oracle.prepare(tasks)
        only = [check for task in tasks for check in task.checks if self._runs(task, check.visibility)]
        if self._worker is None:  # not before: an input that cannot be read is answered without torch
            self._worker = Worker.for_tasks(self._tasks, mode="plain", device=self._device, launched=self._launched)
            if self._device == "cuda":
                self._worker.wait()  # without a GPU nothing is graded; elsewhere other work is done meanwhile
        return pipeline.grade(submission, tasks, worker=self._worker, oracle=self._oracle, checks=only)

    def hidden_not_run(self, tasks: Sequence[Task]) -> dict[str, int]:
        """Per task, how many checks will grade it and are not run here; tasks without any are left out."""
        counts = {}
        for task in tasks:
            here = sum(not self._runs(task, check.visibility) for check in task.checks)
            counts[task.name] = here + (task.withheld.checks if task.withheld else 0)
        return {name: count for name, count in counts.items() if count}

    def _runs(self, task: Task, visibility: Visibility) -> bool:
        if visibility is Visibility.PUBLIC:
            return True
        return not self._public_only and self._catalog.reference(task).is_file()


def _is_of_others(program: Program, slugs: Collection[str]) -> bool:
    """Whether all of it stands in files named after other tasks that are answered: encoder_layer.py has an attention of its own,
    which is no answer to the task of that name."""
    return all(PurePath(definition.file).stem in slugs for definition in program.definitions)


def _is_unusable(program: Program) -> bool:
    return any(problem.code in _UNUSABLE for problem in program.problems)


def _told(problems: Iterable[Problem], *, first: Text | None = None, last: Text | None = None) -> Text:
    """A line for each problem, with its place, in both languages."""

    def lines(language: Language) -> str:
        told = [
            f"{one.place.describe(language)}: {one.text.get(language)}" if one.place else one.text.get(language)
            for one in problems
        ]
        return "\n".join([*([first.get(language)] if first else []), *told, *([last.get(language)] if last else [])])

    en, ko = map(lines, LANGUAGES)
    return Text(en, ko)
