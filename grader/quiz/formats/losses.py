"""What a format cannot hold, and what cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

from grader.errors import UnreadableError, UsageError
from grader.model import Text
from grader.report.safe import visible

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Loss:
    """Something about a question that did not get across, and what became of it."""

    question: str  # its name, or where it stands in the file that was read
    text: Text

    def describe(self) -> Text:
        return Text(f"{self.question}: {self.text.en}", f"{self.question}: {self.text.ko}.")


class Losses:
    """Collects losses; what is said of a question is said once, not for each of its variants."""

    def __init__(self) -> None:
        self._found: dict[Loss, None] = {}

    def say(self, question: str, text: Text) -> None:
        self._found.setdefault(Loss(question, text))

    def all(self) -> list[Loss]:
        return list(self._found)

    def nothing_left(self) -> UsageError:
        """The error for an export without a question."""
        told = [loss.describe() for loss in self._found]
        return UsageError(
            Text(
                "no question can be written; choose others, or another --format. " + "; ".join(one.en for one in told),
                "내보낼 수 있는 문항이 없습니다. 다른 문항이나 다른 --format을 고르십시오. "
                + " ".join(one.ko for one in told),
            )
        )


def where(file: str, line: int, name: str = "") -> str:
    """How losses name a question of a file."""
    return f"{file}:{line} ({visible(name)[:_LONGEST_NAME]})" if name else f"{file}:{line}"


def malformed(file: str, line: int, en: str, ko: str) -> UnreadableError:
    """The error for a file that is not in its format; both sentences say the way out."""
    return UnreadableError(Text(f"{file}, line {line}: {en}", f"{file}, {line}행: {ko}."))
