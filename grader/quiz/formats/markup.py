"""The bank's plain text ↔ HTML and Markdown, so that what is written back is what was read.

Plain text has paragraphs (blank lines), lines, and `code` in backticks. HTML holds all of it: paragraphs as <p>, lines as
<br>, spaces that HTML would fold as &nbsp;.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from grader.errors import EnvironmentFault
from grader.model import Text
from grader.quiz.formats.items import Item

_CODE = re.compile(r"`([^`\n]+)`")
_FOLDED = re.compile(r"(?<= ) |^ | $")  # spaces that HTML folds away
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "section",
        "article",
        "header",
        "footer",
        "figure",
    }
)
_LINES = frozenset({"br", "li", "tr", "dt", "dd", "hr"})
_INLINE_CODE = frozenset({"code", "tt", "kbd", "samp"})
_QUIET = frozenset({"span", "font", "small", "html", "body", "tbody", "thead", "tfoot", "td", "th", "label", "center"})
_FORMATS = frozenset({"a", "b", "strong", "i", "em", "u", "s", "mark", "big"})
_HIDDEN = frozenset({"script", "style", "svg", "math", "head"})

PICTURE = Text("a picture was left out", "그림이 빠졌습니다")
FORMULA = Text("a formula in LaTeX stays as it is written", "LaTeX 수식은 적힌 그대로 두었습니다")
FORMATTING = Text("formatting (bold, links, tables) was left out", "서식(굵은 글씨, 링크, 표)이 빠졌습니다")
RAISED = Text("raised and lowered text became `^` and `_`", "위 첨자와 아래 첨자를 `^`와 `_`로 적었습니다")
CONTENT = Text("a script, a style or a drawing was left out", "스크립트, 스타일 또는 그림 코드가 빠졌습니다")
MOVED = Text("lines of code moved below the text", "코드를 본문 아래로 옮겼습니다")


@dataclass(frozen=True, slots=True)
class Plain:
    """What was read: the text, the lines of code in it, and what neither can hold."""

    text: str
    code: str = ""
    lost: tuple[Text, ...] = ()


# --- HTML ------------------------------------------------------------------------------------------------------------


def to_html(text: str) -> str:
    """One paragraph stays without <p>, as options of a choice are written."""
    paragraphs = ["<br>".join(map(_html_line, paragraph.split("\n"))) for paragraph in text.split("\n\n")]
    return paragraphs[0] if len(paragraphs) == 1 else "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def to_bare_html(text: str) -> str:
    """For a list to choose from, which shows no tags: backticks stay."""
    return " <br>".join(_html_text(_FOLDED.sub("\xa0", line)) for line in text.split("\n"))


def body_to_html(item: Item, figure: str) -> str:
    """All that is shown above the answers; `figure` is where a browser finds the picture."""
    code = f"<pre><code>{html.escape(item.code, quote=False)}</code></pre>" if item.code else ""
    words = html.escape(" ".join(item.figure_in_words.split()))
    image = f'<p><img src="{figure}" alt="{words}"></p>' if item.figure else ""
    return to_html(item.text) + code + image


def _html_line(line: str) -> str:
    parts = _parts(line)
    return "".join(
        f"<code>{_html_text(part)}</code>" if place % 2 else _html_text(part) for place, part in enumerate(parts)
    )


def _html_text(text: str) -> str:
    return html.escape(text, quote=False).replace("\xa0", "&nbsp;")


def _parts(line: str) -> list[str]:
    """Every second part was in backticks. Spaces that would be folded away became no-break spaces."""
    parts = _CODE.split(_FOLDED.sub("\xa0", line))
    return [_FOLDED.sub("\xa0", part) if place % 2 else part for place, part in enumerate(parts)]


def from_html(source: str) -> Plain:
    """Tags that are none, such as the `<T>` of `List<T>`, stay as text."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.plain()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._blocks: list[str] = []  # of code
        self._lost: dict[Text, None] = {}
        self._hidden = 0
        self._below: int | None = None  # where what stands below the first block of code begins
        self._pre: list[str] | None = None
        self._code: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
            self._lost.setdefault(CONTENT)
        elif self._hidden:
            return
        elif tag == "img":
            self._image(dict(attrs))
        elif tag == "pre":
            self._pre = []
        elif tag in _INLINE_CODE:
            if self._pre is None:
                self._code = []
        elif tag in ("sub", "sup"):
            self._put("_" if tag == "sub" else "^")
            self._lost.setdefault(RAISED)
        elif tag in _BLOCKS or tag in _LINES:
            self._put("\n" if tag in _LINES else "\n\n")
        elif tag not in _QUIET | _FORMATS:
            self.handle_data(self.get_starttag_text() or "")
        if tag in _FORMATS or tag == "table":
            self._lost.setdefault(FORMATTING)

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif self._hidden or tag in ("img", "br", "sub", "sup"):
            return
        elif tag == "pre":
            if self._pre is not None:
                self._blocks.append("".join(self._pre).strip("\n"))
                self._pre = None
                self._put("\n\n")
                self._below = len(self._out) if self._below is None else self._below
        elif tag in _INLINE_CODE:
            self._close_code()
        elif tag in _BLOCKS:
            self._put("\n\n")
        elif tag not in _QUIET | _FORMATS | _LINES:
            self.handle_data(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._pre is not None:
            self._pre.append(data)
        else:
            self._put(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _image(self, attributes: dict[str, str | None]) -> None:
        formula = attributes.get("data-equation-content")
        self._lost.setdefault(FORMULA if formula else PICTURE)
        if formula:
            self._put(f"${formula}$")

    def _put(self, text: str) -> None:
        (self._out if self._code is None else self._code).append(text)

    def _close_code(self) -> None:
        if self._code is not None:
            code, self._code = "".join(self._code), None
            fits = code and not any(character in code for character in "`\n")
            self._put(f"`{code}`" if fits else code)

    def plain(self) -> Plain:
        self._close_code()
        if self._pre is not None:  # never closed
            self._blocks.append("".join(self._pre).strip("\n"))
        if self._below is not None and "".join(self._out[self._below :]).strip():
            self._lost.setdefault(MOVED)
        text = re.sub(r" *\n *", "\n", "".join(self._out))
        text = re.sub(r"\n{3,}", "\n\n", re.sub(r" {2,}", " ", text)).strip(" \n").replace("\xa0", " ")
        return Plain(text, "\n\n".join(self._blocks), tuple(self._lost))


# --- Markdown --------------------------------------------------------------------------------------------------------


def to_markdown(text: str) -> str:
    """Markdown that every reader shows as this text, typographic quotes and formulas of text2qti included."""
    return "\n\n".join("<br>\n".join(map(_markdown_line, paragraph.split("\n"))) for paragraph in text.split("\n\n"))


def code_to_markdown(code: str) -> str:
    fence = max([2, *(len(run) for run in re.findall("`+", code))]) + 1
    return f"{'`' * fence}\n{code}\n{'`' * fence}"


def _markdown_line(line: str) -> str:
    parts = _parts(line)
    coded = (_markdown_code(parts, place) if place % 2 else _markdown_text(parts[place]) for place in range(len(parts)))
    written = re.sub(r"^(\d+)([.)])", r"\1\\\2", "".join(coded))  # no list
    return re.sub(r"^[#+:=~-]", lambda found: f"&#{ord(found[0])};", written)  # no heading, list, definition, fence


def _markdown_code(parts: Sequence[str], place: int) -> str:
    code, before, after = parts[place], parts[place - 1], parts[place + 1]
    beside = (before[-1:] if place > 1 or before else " ") + (after[:1] if place + 2 < len(parts) or after else " ")
    if "\xa0" in code or len(beside) < 2 or "`" in beside:  # what backticks would strip, or run together with
        return f"<code>{_markdown_text(code)}</code>"
    return f"`{code}`"


def _markdown_text(text: str) -> str:
    text = re.sub(r"([\\`*_{}\[\]$\"'])", r"\\\1", html.escape(text, quote=False))
    text = re.sub(r"\.{2,}|-{2,}", lambda found: "".join(f"\\{one}" for one in found[0]), text)
    return text.replace("\xa0", "&nbsp;").replace("|", "&#124;")


def from_markdown(source: str) -> Plain:
    """Raises EnvironmentFault where the library for it is not installed."""
    try:
        import markdown
    except ImportError:
        raise missing_library("Markdown") from None
    return from_html(markdown.markdown(source, extensions=["extra"]))


def missing_library(what: str) -> EnvironmentFault:
    return EnvironmentFault(
        Text(
            f"{what} needs the library text2qti, which is not installed here: pip install 'grader[qti]'",
            f"{what}에 필요한 text2qti 라이브러리가 설치되어 있지 않습니다. 설치: pip install 'grader[qti]'",
        )
    )
