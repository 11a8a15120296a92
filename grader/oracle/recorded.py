"""Observations that were recorded when a student bundle was made."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from grader import __version__
from grader.checks.observation import Observed, Wire
from grader.errors import BundleFault, UsageError
from grader.model import Task, Text

from .computed import machinery
from .recording import FILE, Answers, OtherSchema, Recording, Unreadable, text_hash
from .source import Variant


class Recorded:
    """A source that reads the recordings of a bundle. Safe to use from several threads."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._lock = threading.Lock()
        self._recordings: dict[str, Recording] = {}

    def prepare(self, tasks: Sequence[Task]) -> None:
        for task in tasks:
            seeds = self._recording(task).index.seeds
            if self._seed not in seeds:
                known = ", ".join(map(str, seeds))
                raise UsageError(
                    Text(
                        f"{task.name} is not recorded for seed {self._seed} in this bundle; --seed takes {known}",
                        f"이 묶음에는 시드 {self._seed}로 기록한 {task.name} 결과가 없습니다. --seed에 쓸 수 있는 값: {known}",
                    )
                )

    def misconceptions(self, task: Task) -> tuple[Variant, ...]:
        return tuple(Variant(name, text) for name, text in self._recording(task).index.explanations.items())

    def reference(self, task: Task, check: str) -> Wire:
        return self._observation(task, self._answers(task, check).reference)

    def alternative(self, task: Task, check: str, name: str) -> Wire | None:
        number = self._answers(task, check).accepted[name]
        return None if number is None else self._observation(task, number)

    def mistake(self, task: Task, check: str, name: str) -> Observed | None:
        number = self._answers(task, check).misconceptions[name].observation
        return None if number is None else self._observation(task, number).tree

    def fails(self, task: Task, check: str, misconception: str) -> bool:
        return self._answers(task, check).misconceptions[misconception].fails

    def _answers(self, task: Task, check: str) -> Answers:
        return self._recording(task).index.answers[str(self._seed)][check]

    def _observation(self, task: Task, number: int) -> Wire:
        with self._lock:
            recording = self._recordings[task.name]
            try:
                return recording.observation(number)
            except Unreadable:
                raise _damaged(task, FILE) from None

    def _recording(self, task: Task) -> Recording:
        with self._lock:
            if task.name not in self._recordings:
                self._recordings[task.name] = _opened(task)
            return self._recordings[task.name]


def _opened(task: Task) -> Recording:
    """The recording of a task, which holds for this grader and these files. Raises BundleFault."""
    try:
        recording = Recording(task.folder / FILE)
    except OtherSchema as error:
        raise _made_by_another(error.grader) from None
    except Unreadable:
        raise _damaged(task, FILE) from None
    if recording.index.machinery != machinery().hex():
        raise _made_by_another(recording.index.grader)
    for name in ("checks.py", "task.toml"):
        if _hash(task.folder / name) != recording.index.files.get(name):
            raise _damaged(task, name)
    return recording


def _hash(path: Path) -> str:
    try:
        return text_hash(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""


def _made_by_another(version: str) -> BundleFault:
    return BundleFault(
        Text(
            f"this bundle belongs to another build of the grader (made by {version}, installed is {__version__}); "
            "install the wheel that came with the bundle, or get a new bundle",
            f"이 묶음은 다른 빌드의 채점기로 만들었습니다(만든 버전 {version}, 설치된 버전 {__version__}). "
            "묶음과 함께 받은 wheel 파일을 설치하거나 새 묶음을 받으십시오.",
        )
    )


def _damaged(task: Task, name: str) -> BundleFault:
    path = f"assignments/{task.name}/{name}"
    return BundleFault(
        Text(
            f"{path} is missing or not as it was handed out; unpack the bundle again",
            f"{path} 파일이 없거나 받은 그대로가 아닙니다. 묶음을 다시 푸십시오.",
        )
    )
