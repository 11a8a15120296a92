"""Reads GIFT as Moodle does, where that can be meant; what cannot is an error with its line, and nothing is read then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from grader.errors import UnreadableError
from grader.model import Language, Text
from grader.quiz.formats import markup
from grader.quiz.formats.exporting import JUDGEMENTS
from grader.quiz.formats.items import Form, Item, Number, Option
from grader.quiz.formats.losses import Loss, Losses, malformed, where

_HIDDEN = {one: chr(0xF0000 + ord(one)) for one in "\\:#={}~\n"}  # escaped characters, until the structure is read
_SHOWN = str.maketrans({hidden: one for one, hidden in _HIDDEN.items()})
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d*)?)%")
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_TRUE, _FALSE = frozenset({"T", "TRUE"}), frozenset({"F", "FALSE"})
_ORDER = re.compile(r">\s*\d+(?:[ \t]+\w+)*[ \t]*(?:\n|$)")

_BRACES = (
    "answers stand in one pair of braces { }; a brace that is text is written `\\{` or `\\}`",
    "답은 한 쌍의 중괄호 { } 안에 씁니다. 글자인 중괄호는 `\\{`, `\\}`로 쓰십시오",
)
_ESSAY = Text("left out: an essay is marked by hand", "서술형은 사람이 채점하므로 뺐습니다")
_DESCRIPTION = Text("left out: a text without answers", "답이 없는 글이므로 뺐습니다")
_CATEGORY = Text(
    "its category was left out: all questions go to one topic", "범주가 빠졌습니다. 모든 문항이 한 주제로 갑니다"
)
_TAGS = Text("its tags were left out", "태그가 빠졌습니다")
_OTHERWISE = Text("what is said to every other answer was left out", "그 밖의 모든 답에 대한 피드백이 빠졌습니다")
_WILDCARD = Text("a star that stood for anything was kept as a star", "무엇이든 뜻하던 `*`를 글자 그대로 두었습니다")


def read(text: str, file: str, language: Language) -> tuple[list[Item], list[Loss]]:
    """The questions of a GIFT file. Raises UnreadableError with the line of what is malformed."""
    losses, items, group = Losses(), [], ""
    for block in _blocks(text):
        if block.text.startswith("$CATEGORY:"):
            group = block.text.partition(":")[2].strip()
            losses.say(where(file, block.line, group), _CATEGORY)
            continue
        item = _Question(block, file, language, losses, group).item()
        if item is not None:
            items.append(item)
    if not items and not losses.all():
        raise malformed(
            file,
            1,
            "there is no question here; a question in GIFT ends with its answers in { }",
            "문항이 없습니다. GIFT 문항은 { } 안의 답으로 끝납니다",
        )
    return items, losses.all()


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines between two empty ones."""

    line: int
    text: str
    id: str = ""
    tagged: bool = False


def _blocks(text: str) -> Iterator[_Block]:
    lines: list[str] = []
    first, name, tagged = 0, "", False
    for place, line in enumerate([*re.split("\r\n?|\n", text.removeprefix("\ufeff")), ""], 1):
        line = line.strip()
        if line.startswith("//"):
            found = re.search(r"\[id:([^\]]+)\]", line)
            name = found[1].strip() if found else name
            tagged = tagged or "[tag:" in line
            line = "//"
        if line.startswith("$CATEGORY:") and not lines:  # a line of its own, even where no empty one follows
            yield _Block(place, line)
        elif line and line != "//":
            first = first or place
            lines.append(line)
        elif line:
            lines += [""] if lines else []  # a comment takes its place, so that lines can be counted
        elif lines:
            yield _Block(first, "\n".join(lines), name, tagged)
            lines, first, name, tagged = [], 0, "", False
        else:
            name, tagged = "", False


@dataclass(frozen=True, slots=True)
class _Part:
    mark: str
    text: str
    start: int


class _Question:
    """One block on its way to an item. Escaped characters are hidden, so that what is left has a meaning."""

    def __init__(self, block: _Block, file: str, language: Language, losses: Losses, group: str) -> None:
        self._block, self._file, self._language, self._losses, self._group = block, file, language, losses, group
        self._text = re.sub(r"\\([\\:#={}~n])", lambda found: _HIDDEN[found[1].replace("n", "\n")], block.text)
        self._name, self._format = block.id, "moodle"
        if block.tagged:
            self._lose(_TAGS)

    def item(self) -> Item | None:
        """None, and a loss, for what is no question with an answer."""
        stem, answers, start = self._parted()
        found = _FORMAT.match(stem)
        self._format = found[1] if found else "moodle"
        text = self._plain(stem)
        blank = Item(
            name=self._name, form=Form.SINGLE, text=text.text, code=text.code, group=self._group, line=self._block.line
        )
        if answers is None:
            self._lose(_DESCRIPTION)
            return None
        answers, _, why = answers.rpartition("####") if "####" in answers else (answers, "", "")
        if not answers.strip():
            self._lose(_ESSAY)
            return None
        blank = replace(blank, feedback=self._told(why))
        start += len(answers) - len(answers.lstrip())
        return self._answered(blank, answers.strip(), start)

    def _parted(self) -> tuple[str, str | None, int]:
        """The text with a gap where answers stood in it; the answers, None without any; and where these start."""
        text, start = self._text, 0
        if text.startswith("::"):
            name, closed, _ = text[2:].partition("::")
            if not closed:
                raise self._malformed(
                    0, "the name of a question ends with `::`, too", "문항 이름은 `::`로 닫아야 합니다"
                )
            self._name = " ".join(name.translate(_SHOWN).split())
            start = len(name) + 4
        opened, closed_at = text.find("{", start), text.find("}", start)
        if opened < 0 and closed_at < 0:
            return text[start:], None, len(text)
        if opened < 0 or closed_at < opened:
            raise self._malformed(max(opened, closed_at, 0), *_BRACES)
        before, answers, after = text[start:opened], text[opened + 1 : closed_at], text[closed_at + 1 :]
        if "{" in answers + after or "}" in after:
            raise self._malformed(opened + 1 + (answers + after).find("{"), *_BRACES)
        gap = "_____" if after.strip() else ""
        return f"{before}{gap}{after}", answers, opened + 1

    def _answered(self, item: Item, answers: str, start: int) -> Item | None:
        head = answers.partition("#")[0].strip()
        if answers.startswith(">"):
            return self._ordering(item, answers, start)
        if answers.startswith("#"):
            return self._numeric(item, answers[1:], start + 1)
        if "~" in answers:
            form = Form.SINGLE if "=" in answers else Form.MULTIPLE
            return replace(item, form=form, options=tuple(self._choices(answers, start)))
        if head in _TRUE | _FALSE:
            return self._truefalse(item, answers, head in _TRUE)
        parts = list(self._parts(answers, start, "="))
        arrows = ["->" in part.text.partition("#")[0] for part in parts]
        if not any(arrows):
            return replace(item, form=Form.SHORT, options=tuple(map(self._spelling, parts)))
        if not all(arrows):
            raise self._malformed(
                parts[arrows.index(False)].start,
                "each pair of a matching is written `=left -> right`",
                "짝짓기의 각 짝은 `=왼쪽 -> 오른쪽`으로 씁니다",
            )
        return replace(item, form=Form.MATCHING, pairs=tuple(map(self._pair, parts)))

    def _choices(self, answers: str, start: int) -> Iterator[Option]:
        parts = list(self._parts(answers, start, "~="))
        if len(parts) < 2:
            raise self._malformed(
                start,
                "a choice has two options at least: `{=right ~wrong}`",
                "선택지는 둘 이상이어야 합니다: `{=정답 ~오답}`",
            )
        for part in parts:
            share, text, feedback = self._weighed(part, 0.0) if part.mark == "~" else self._told_of(part, 1.0)
            yield Option(self._told(text), share, feedback)

    def _truefalse(self, item: Item, answers: str, right: bool) -> Item:
        _, wrong_told, right_told = [*answers.split("#", 2), "", ""][:3]
        options = (
            Option(word.get(self._language), float(is_right), self._told(right_told if is_right else wrong_told))
            for word, is_right in ((JUDGEMENTS["true"], right), (JUDGEMENTS["false"], not right))
        )
        return replace(item, form=Form.SINGLE, options=tuple(options))

    def _spelling(self, part: _Part) -> Option:
        share, text, feedback = self._weighed(part, 1.0)
        spelling = " ".join(text.translate(_SHOWN).split())
        if re.search(r"(?<!\\)\*", spelling):
            self._lose(_WILDCARD)
        return Option(spelling.replace("\\*", "*"), share, feedback)

    def _pair(self, part: _Part) -> tuple[str, str]:
        left, _, right = part.text.partition("->")
        return self._told(left), markup.from_html(right.translate(_SHOWN)).text

    def _numeric(self, item: Item, answers: str, start: int) -> Item:
        answers, otherwise, _ = answers.partition("~")
        if otherwise:
            self._lose(_OTHERWISE)
        numbers = []
        for part in self._parts(answers, start, "="):
            share, text, feedback = self._weighed(part, 1.0)
            value, tolerance = self._number(text.translate(_SHOWN).strip(), part.start)
            numbers.append(Number(value, tolerance, share, feedback))
        return replace(item, form=Form.NUMERIC, numbers=tuple(numbers))

    def _number(self, text: str, start: int) -> tuple[float, float]:
        """`12`, `12:0.5`, `11.5..12.5`: in decimals, so that the middle of a range is as its author thinks it."""
        low, ranged, high = text.partition("..")
        value, _, tolerance = text.partition(":")
        try:
            if ranged:
                ends = Decimal(low.strip()), Decimal(high.strip())
                return float(sum(ends) / 2), float(abs(ends[1] - ends[0]) / 2)
            found = float(Decimal(value.strip())), float(Decimal(tolerance.strip() or 0))
            if found[1] < 0:
                raise InvalidOperation
        except InvalidOperation:
            raise self._malformed(
                start,
                f"`{text[:40]}` is no number; write `12`, `12:0.5` or `11.5..12.5`",
                f"`{text[:40]}`: 수가 아닙니다. `12`, `12:0.5`, `11.5..12.5`처럼 쓰십시오",
            ) from None
        return found

    def _ordering(self, item: Item, answers: str, start: int) -> Item:
        found = _ORDER.match(answers)
        if found is None:
            raise self._malformed(
                start,
                "an ordering starts with the number of its items, `{>4`, and has each on a line",
                "순서 문항은 `{>4`처럼 항목 수로 시작하고 항목을 한 줄에 하나씩 씁니다",
            )
        lines = (line for line in answers[found.end() :].split("\n") if line.strip())
        return replace(item, form=Form.ORDERING, options=tuple(Option(self._told(f"[html]{line}")) for line in lines))

    # --- what all have in common

    def _parts(self, answers: str, start: int, marks: str) -> Iterator[_Part]:
        """The answers, each with its mark. One without a mark stands alone."""
        first = re.match(f"[^{marks}]*", answers)
        if first is not None and first[0].strip():
            if first.end() < len(answers):
                raise self._malformed(
                    start, f"an answer starts with one of `{marks}`", f"답은 `{marks}` 중 하나로 시작합니다"
                )
            yield _Part("=", answers, start)
        for found in re.finditer(f"([{marks}])([^{marks}]*)", answers):
            yield _Part(found[1], found[2], start + found.start())

    def _weighed(self, part: _Part, share: float) -> tuple[float, str, str]:
        """The share of the points, the answer and its feedback."""
        weight = _WEIGHT.match(part.text)
        if weight is None:
            return self._told_of(part, share)
        return self._told_of(replace(part, text=part.text[weight.end() :]), float(weight[1]) / 100)

    def _told_of(self, part: _Part, share: float) -> tuple[float, str, str]:
        text, _, feedback = part.text.partition("#")
        if not text.strip():
            raise self._malformed(part.start, "an answer is empty", "빈 답이 있습니다. 답을 쓰거나 지우십시오")
        return share, text, self._told(feedback)

    def _told(self, hidden: str) -> str:
        plain = self._plain(hidden)
        return "\n\n".join(part for part in (plain.text, plain.code) if part)

    def _plain(self, hidden: str) -> markup.Plain:
        """Text in the format that it names, else in the question's."""
        found = _FORMAT.match(hidden)
        form = found[1] if found else self._format
        shown = (hidden[found.end() :] if found else hidden).strip().translate(_SHOWN)
        if form == "plain" or (form == "moodle" and not re.search("[<&]", shown)):
            return markup.Plain(shown)
        if form == "markdown":
            plain = markup.from_markdown(shown)
        else:
            plain = markup.from_html(shown if form == "html" else shown.replace("\n", "<br>"))
        for lost in plain.lost:
            self._lose(lost)
        return plain

    def _lose(self, text: Text) -> None:
        self._losses.say(where(self._file, self._block.line, self._name), text)

    def _malformed(self, offset: int, en: str, ko: str) -> UnreadableError:
        return malformed(self._file, self._block.line + self._text.count("\n", 0, offset), en, ko)
