"""Answering a paper: what was answered so far is in a file at every moment, so that it can be gone on with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from grader.errors import UsageError
from grader.files import write_file
from grader.model import Text
from grader.quiz.model import Answer, AnswerSheet, Asked, Paper
from grader.quiz.papers import answers_text, read_answers

Clock = Callable[[], datetime]


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Taking:
    """A paper that is being answered. Every change is saved at once; raises EnvironmentFault where it cannot be."""

    paper: Paper
    file: Path
    clock: Clock = now
    sheet: AnswerSheet = field(init=False)

    def __post_init__(self) -> None:
        """Goes on with the answers in `file`. Raises UsageError where these belong to another paper or student,
        UnreadableError where they are damaged."""
        self.sheet = AnswerSheet(self.paper.name, self.paper.student, (), started=self._instant())
        if not self.file.exists():
            self._save()
            return
        found = read_answers(self.file.read_bytes(), str(self.file))
        if (found.paper, found.student) != (self.paper.name, self.paper.student):
            raise UsageError(
                Text(
                    f"{self.file} holds {found.student or 'somebody'}'s answers to {found.paper}; name another file with --out",
                    f"{self.file}: {found.student} 학생의 {found.paper} 답안입니다. --out으로 다른 파일을 지정하십시오.",
                )
            )
        self.sheet = found

    def answer_to(self, asked: Asked) -> str:
        """What was answered; empty where nothing was, or to another variant of the question."""
        return next((one.answer for one in self.sheet.answers if self._is_for(one, asked)), "")

    def put(self, asked: Asked, answer: str) -> None:
        """An answer in place of the one before; an empty one takes it back."""
        others = tuple(one for one in self.sheet.answers if one.question != asked.question)
        new = (Answer(asked.question, asked.variant, answer, self._instant()),) if answer else ()
        self.sheet = replace(self.sheet, answers=others + new)
        self._save()

    @property
    def answered(self) -> int:
        return sum(bool(self.answer_to(asked)) for asked in self.paper.questions)

    @property
    def left(self) -> timedelta | None:
        """The time that is left; None where there is no limit."""
        if self.paper.minutes is None:
            return None
        try:
            started = datetime.fromisoformat(self.sheet.started)
            return started + timedelta(minutes=self.paper.minutes) - self.clock()
        except (ValueError, TypeError, OverflowError):  # somebody edited the file
            return timedelta(0)

    def _is_for(self, answer: Answer, asked: Asked) -> bool:
        return (answer.question, answer.variant) == (asked.question, asked.variant)

    def _instant(self) -> str:
        return self.clock().isoformat(timespec="seconds")

    def _save(self) -> None:
        self.sheet = replace(self.sheet, saved=self._instant())
        write_file(self.file, answers_text(self.sheet))
