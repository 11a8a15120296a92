"""Records what our own implementations are seen to do by the public checks of a task."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from grader import __version__
from grader.catalog import Catalog
from grader.checks.language import Check
from grader.checks.observation import Wire
from grader.errors import TaskDefect
from grader.model import Task
from grader.oracle import variants
from grader.oracle.computed import Computed, Raised, machinery
from grader.oracle.questions import Questions
from grader.oracle.recording import Answers, Index, Mistake, recorded, text_hash

# A seed more only where a recording is still small: some checks observe megabytes, and a student downloads them all.
ENOUGH_BYTES = 2 << 20


def recording(staged: Task, task: Task, catalog: Catalog, *, seeds: Sequence[int], cache: Path) -> bytes:
    """The recording of a task, for the first of these seeds and for others as long as it stays small.

    `staged` is the task as students get it: its checks ask, so that what is missing from them shows here. `task` is the
    same one in the course, whose implementations answer. Raises TaskDefect.
    """
    explanations = {variant.name: variant.explanation for variant in variants(task, "misconceptions")}
    numbers: dict[Wire, int] = {}
    witnesses: dict[str, _Witness] = {}
    for seed in seeds:
        if sum(len(wire.text) + len(wire.blob) for wire in numbers) > ENOUGH_BYTES:
            break
        witnesses[str(seed)] = _Witness(staged, catalog, seed, cache, numbers)
        witnesses[str(seed)].see(explanations)
    # A misconception that no check explains by its numbers is none of a student's business. Checks that explain nothing are
    # whole trainings: so they are run last, and only for misconceptions that are told.
    told = {name for witness in witnesses.values() for name in witness.told()}
    explanations = {name: text for name, text in explanations.items() if name in told}
    answers = {seed: witness.answers(explanations) for seed, witness in witnesses.items()}
    files = {name: text_hash((staged.folder / name).read_text(encoding="utf-8")) for name in ("checks.py", "task.toml")}
    index = Index(
        grader=__version__,
        machinery=machinery().hex(),
        files=files,
        explanations=explanations,
        answers=answers,
    )
    return recorded(index, numbers)


class _Witness:
    """Sees all implementations of one task with one seed. `numbers` counts the observations of all seeds, each once."""

    def __init__(self, task: Task, catalog: Catalog, seed: int, cache: Path, numbers: dict[Wire, int]) -> None:
        questions = Questions(seed, practice=True)
        self._task = task
        self._catalog = catalog
        self._source = Computed(questions, catalog, cache)
        self._checks = list(questions.checks(task).values())
        self._numbers = numbers
        self._right: dict[str, tuple[int, dict[str, int | None]]] = {}  # of the reference, of what a check is `like`
        self._mistakes: dict[tuple[str, str], Mistake] = {}  # by check and misconception

    def see(self, misconceptions: Collection[str]) -> None:
        """Right solutions in every check, misconceptions in those that explain them. Raises TaskDefect."""
        for check in self._checks:
            reference = self._seen(check, self._catalog.reference(self._task))
            if isinstance(reference, Raised):
                raise TaskDefect(f"{self._task.name}: the reference fails in {check.name}: {reference.what}")
            alike = {name: self._number(check, "accepted", name) for name in check.like}
            self._right[check.name] = reference, alike
            if check.compare.explains:
                for name in misconceptions:
                    self._mistake(check, name)

    def told(self) -> set[str]:
        """The misconceptions that some check explains."""
        return {name for (_, name), mistake in self._mistakes.items() if mistake.observation is not None}

    def answers(self, misconceptions: Collection[str]) -> dict[str, Answers]:
        """For each check what right solutions and these misconceptions do in it."""
        return {
            check.name: Answers(*self._right[check.name], {name: self._mistake(check, name) for name in misconceptions})
            for check in self._checks
        }

    def _mistake(self, check: Check, name: str) -> Mistake:
        if (check.name, name) not in self._mistakes:
            fails = self._source.fails(self._task, check.name, name)
            told = fails and check.compare.explains
            self._mistakes[check.name, name] = Mistake(
                fails, self._number(check, "misconceptions", name) if told else None
            )
        return self._mistakes[check.name, name]

    def _number(self, check: Check, kind: str, name: str) -> int | None:
        seen = self._seen(check, self._catalog.variant(self._task, kind, name))
        return None if isinstance(seen, Raised) else seen

    def _seen(self, check: Check, path: Path) -> int | Raised:
        wire = self._source.wire(self._task, check.name, path)
        return wire if isinstance(wire, Raised) else self._numbers.setdefault(wire, len(self._numbers))
