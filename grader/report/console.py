"""Measuring, wrapping, colouring and arranging text for a terminal where Korean takes two columns.

Every method of `Page` takes text as it came and passes it through `Console.clean` once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grader.report.safe import escaped, visible

MIN_WIDTH = 40

_STYLES = {"bold": "1", "dim": "2", "good": "32", "bad": "31", "warn": "33", "quiet": "2", "ours": "35"}

# A word, or short code in backticks with what touches it: `1 - beta**t` is not broken.
_WORD = re.compile(r"(?:[^\s`]*`[^`]{1,32}`)+[^\s`]*|\S+")

# What the messages of tasks use and the Korean Windows console (CP949) cannot print.
_PLAIN = str.maketrans(
    {"—": "-", "–": "-", "−": "-", "‑": "-", "…": "...", "✓": "+", "✗": "x", "•": "*", "\u202f": " "}
)


@dataclass(frozen=True, slots=True)
class Console:
    """A terminal's abilities.

    Without `color` nothing emits ANSI sequences. Without `unicode` everything can be encoded as CP949, and characters
    of ambiguous width count double, as such consoles draw them.
    """

    width: int
    color: bool
    unicode: bool

    @classmethod
    def of(cls, *, width: int, color: bool, unicode: bool) -> Console:
        """Widths below `MIN_WIDTH` columns are taken as `MIN_WIDTH`: below that, nothing is readable."""
        return cls(max(width, MIN_WIDTH), color, unicode)

    def clean(self, text: str) -> str:
        """Text that cannot act on the terminal and that it can print. Once per text: escapes are not escaped again."""
        text = visible(text).expandtabs(4)
        if self.unicode:
            return text
        return "".join(c if _in_cp949(c) else escaped(c) for c in text.translate(_PLAIN))

    def paint(self, text: str, *styles: str) -> str:
        if not self.color or not text:
            return text
        return f"\x1b[{';'.join(_STYLES[style] for style in styles)}m{text}\x1b[0m"

    def columns(self, text: str) -> int:
        return sum(self._columns(character) for character in text)

    def _columns(self, character: str) -> int:
        if character.isascii():
            return 1
        if unicodedata.category(character) in ("Mn", "Me"):
            return 0
        width = unicodedata.east_asian_width(character)
        return 2 if width in "WF" or (width == "A" and not self.unicode) else 1

    def pad(self, text: str, width: int) -> str:
        return text + " " * (width - self.columns(text))

    def cut(self, text: str, width: int) -> str:
        """At most `width` columns of one line; what is left out shows as an ellipsis."""
        if self.columns(text) <= width:
            return text
        ellipsis = "…" if self.unicode else "..."
        kept, _ = self._split(text, width - self.columns(ellipsis))
        return kept.rstrip() + ellipsis

    def wrap(self, text: str, width: int) -> list[str]:
        """Lines of at most `width` columns. Line ends hold; lines that fit keep their spacing, so tables stay tables;
        longer ones break between words, and words longer than a line anywhere."""
        return [line for paragraph in text.split("\n") for line in self._wrap_line(paragraph.rstrip(), width)]

    def _wrap_line(self, line: str, width: int) -> list[str]:
        if self.columns(line) <= width:
            return [line]
        lines: list[str] = []
        current = ""
        for word in _WORD.findall(line):
            joined = f"{current} {word}" if current else word
            if self.columns(joined) <= width:
                current = joined
                continue
            if current:
                lines.append(current)
            while self.columns(word) > width:
                head, word = self._split(word, width)
                lines.append(head)
            current = word
        return [*lines, current] if current else lines

    def _split(self, text: str, width: int) -> tuple[str, str]:
        """The longest start of `text` within `width` columns (at least one character), and the rest."""
        used = 0
        for index, character in enumerate(text):
            used += self._columns(character)
            if used > width and index:
                return text[:index], text[index:]
        return text, ""


class Page:
    """Lines for one console, with labels of equal width in front of rows."""

    ROW_INDENT = 6
    ROW_LINES = 12  # of one row; a student's exception can be a novel

    def __init__(self, console: Console, labels: Iterable[str]) -> None:
        self.console = console
        self.label_width = max(map(console.columns, labels)) + 2

    def text(self, text: str, *styles: str, indent: int = 0) -> Iterator[str]:
        """A wrapped paragraph."""
        for line in self.console.wrap(self.console.clean(text), self.console.width - indent):
            yield " " * indent + self.console.paint(line, *styles)

    def spread(
        self, text: str, right: str, *styles: str, mark: str = "", tone: str = "bold", indent: int = 0
    ) -> Iterator[str]:
        """Text that starts after `mark` at the left, and `right` at the right edge of its first line."""
        console = self.console
        start = " " * indent + (console.paint(mark, tone) + " " if mark else "")
        used = indent + (console.columns(mark) + 1 if mark else 0)
        room = console.width - used - console.columns(right) - 2
        for index, line in enumerate(console.wrap(console.clean(text), room)):
            if index == 0:
                padding = " " * (room - console.columns(line) + 2) + right if right else ""
                yield start + console.paint(line, *styles) + padding
            else:
                yield " " * used + console.paint(line, *styles)

    def row(self, label: str, text: str, style: str = "dim") -> Iterator[str]:
        """A label, and its text with a hanging indent."""
        console = self.console
        lines = console.wrap(console.clean(text), console.width - self.ROW_INDENT - self.label_width)
        if len(lines) > self.ROW_LINES:
            lines = [*lines[: self.ROW_LINES - 1], console.clean("…")]
        yield from self.block(label, lines, style)

    def block(self, label: str, lines: Iterable[str], style: str = "dim") -> Iterator[str]:
        """A label, and lines that are clean and short enough."""
        for index, line in enumerate(lines):
            head = self.console.pad("" if index else label, self.label_width)
            yield (" " * self.ROW_INDENT + self.console.paint(head, style) + line).rstrip()


def _in_cp949(character: str) -> bool:
    try:
        character.encode("cp949")
    except UnicodeEncodeError:
        return False
    return True
