"""Grading an attack the real way, and looking at the damage."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

from corpus import CATALOG, DEFAULT, LIMITS, ROOT, TOOLS, Attack
from effects import Household, Surroundings, assert_decent, assert_nothing_left_behind

from grader import intake, pipeline
from grader.model import Report, Submission, Task, TaskReport
from grader.oracle import Oracle, Variant
from grader.sandbox.worker import Worker

SEED = 2025
_NEIGHBOUR = CATALOG.task("detection/iou")
_ALONE = "from tools import {word}_iou\n\n\ndef box_iou(a, b):\n    return {word}_iou(a, b)\n"


class Undiagnosed(Oracle):
    """Does not ask which mistake an observation resembles. For forgeries of all tasks that would take minutes."""

    def misconceptions(self, task: Task) -> tuple[Variant, ...]:
        return ()


class Examiner:
    def __init__(self, worker: Worker, surroundings: Surroundings) -> None:
        worker.wait()
        self._worker, self._surroundings = worker, surroundings
        self._oracle, self._undiagnosed = Oracle(CATALOG, seed=SEED), Undiagnosed(CATALOG, seed=SEED)
        self._alone: dict[str, TaskReport] = {}
        self._serve_the_next()  # once before: what the host needs for it is no attack's doing
        self._household = Household(worker)

    def grade(self, submission: Submission, task: Task) -> Report:
        oracle = self._oracle if task.name in DEFAULT else self._undiagnosed
        return pipeline.grade(submission, [task], worker=self._worker, oracle=oracle)

    def attacked(self, attack: Attack, task: str, folder: Path) -> TaskReport:
        """What the attack earns. Raises AssertionError where it does any harm."""
        asked = attack.task(task)
        report = self.grade(intake.read(hand_in(attack.text(asked), folder / "mallory", self._surroundings)), asked)
        self.assert_no_harm(report, folder)
        return report.tasks[0]

    def alone(self, word: str, folder: Path) -> TaskReport:
        """What `right_iou`, `wrong_iou` or `careless_iou` earns without any attack."""
        if word not in self._alone:
            handed_in = hand_in(_ALONE.format(word=word), folder / word, self._surroundings)
            self._alone[word] = self.grade(intake.read(handed_in), replace(_NEIGHBOUR, limits=LIMITS)).tasks[0]
        return self._alone[word]

    def assert_no_harm(self, report: Report, folder: Path) -> None:
        assert_decent(report, self._surroundings.token)
        assert_nothing_left_behind()
        self._surroundings.assert_untouched()
        self._household.assert_as_before()
        self._serve_the_next()

    def _serve_the_next(self) -> None:
        neighbour = self.grade(intake.read(CATALOG.reference(_NEIGHBOUR)), replace(_NEIGHBOUR, limits=LIMITS))
        assert neighbour.score == neighbour.max_score, "the next student suffers"


@cache
def _references() -> dict[str, str]:
    return {task.name: CATALOG.reference(task).read_text(encoding="utf-8") for task in CATALOG.tasks}


def hand_in(text: str, submission: Path, around: Surroundings) -> Path:
    """The attack, and the files that it shares with the others, as the folder of one student."""
    facts = {
        "REFERENCES": _references(),
        "PROJECT": str(ROOT),
        "SECRET": str(around.secret),
        "DATABASE": str(around.database),
        "TCP": around.ports[0],
        "UDP": around.ports[1],
        "ABSTRACT": around.abstract,
    }
    submission.mkdir(parents=True)
    (submission / "attack.py").write_text(text, encoding="utf-8")
    (submission / "known.py").write_text(
        "".join(f"{name} = {value!r}\n" for name, value in facts.items()), encoding="utf-8"
    )
    shutil.copy(TOOLS, submission)
    return submission
