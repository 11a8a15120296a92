"""Records what our own implementations are seen to do by the public checks of a task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from grader import __version__
from grader.catalog import Catalog
from grader.checks.language import Check
from grader.checks.observation import Wire
from grader.errors import TaskDefect
from grader.model import Task, Text
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
    answers: dict[str, dict[str, Answers]] = {}
    for seed in seeds:
        if sum(len(wire.text) + len(wire.blob) for wire in numbers) > ENOUGH_BYTES:
            break
        questions = Questions(seed, practice=True)
        witness = _Witness(staged, catalog, Computed(questions, catalog, cache), numbers)
        checks = questions.checks(staged).values()
        answers[str(seed)] = {check.name: witness.answers(check, explanations) for check in checks}
    return recorded(_index(staged, explanations, answers), numbers)


class _Witness:
    """Sees all implementations of one task with one seed. `numbers` counts the observations of all seeds, each once."""

    def __init__(self, task: Task, catalog: Catalog, source: Computed, numbers: dict[Wire, int]) -> None:
        self._task = task
        self._catalog = catalog
        self._source = source
        self._numbers = numbers

    def answers(self, check: Check, misconceptions: Iterable[str]) -> Answers:
        reference = self._seen(check, self._catalog.reference(self._task))
        if isinstance(reference, Raised):
            raise TaskDefect(f"{self._task.name}: the reference fails in {check.name}: {reference.what}")
        return Answers(
            reference,
            {name: self._number(check, "accepted", name) for name in check.like},
            {name: self._mistake(check, name) for name in misconceptions},
        )

    def _mistake(self, check: Check, name: str) -> Mistake:
        fails = self._source.fails(self._task, check.name, name)
        told = fails and check.compare.explains
        return Mistake(fails, self._number(check, "misconceptions", name) if told else None)

    def _number(self, check: Check, kind: str, name: str) -> int | None:
        seen = self._seen(check, self._catalog.variant(self._task, kind, name))
        return None if isinstance(seen, Raised) else seen

    def _seen(self, check: Check, path: Path) -> int | Raised:
        wire = self._source.wire(self._task, check.name, path)
        return wire if isinstance(wire, Raised) else self._numbers.setdefault(wire, len(self._numbers))


def _index(staged: Task, explanations: Mapping[str, Text], answers: Mapping[str, Mapping[str, Answers]]) -> Index:
    """A misconception that no recorded check can tell from a right solution is none of a student's business."""
    every = [one for checks in answers.values() for one in checks.values()]
    told = {name for one in every for name, mistake in one.misconceptions.items() if mistake.observation is not None}
    return Index(
        grader=__version__,
        machinery=machinery().hex(),
        files={
            name: text_hash((staged.folder / name).read_text(encoding="utf-8")) for name in ("checks.py", "task.toml")
        },
        explanations={name: text for name, text in explanations.items() if name in told},
        answers={
            seed: {
                check: Answers(
                    one.reference,
                    one.accepted,
                    {name: mistake for name, mistake in one.misconceptions.items() if name in told},
                )
                for check, one in checks.items()
            }
            for seed, checks in answers.items()
        },
    )
