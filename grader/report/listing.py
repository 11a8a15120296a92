"""A student's code as HTML: line numbers that copying leaves out, marked lines, and a few colours."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from pygments.lexers.python import PythonLexer  # type: ignore[import-untyped,unused-ignore]
from pygments.token import Comment, Keyword, Number, String  # type: ignore[import-untyped,unused-ignore]

from grader.model import Excerpt, Language
from grader.report.safe import visible
from grader.report.words import word

_CLASSES = ((Comment, "c"), (String, "s"), (Keyword, "k"), (Number, "n"))
_PLAIN_FROM = 50_000  # characters; longer code gets no colours, so that no text can make the lexer slow


def listing(excerpt: Excerpt, language: Language) -> Markup:
    """The excerpt as one `<pre>`, a `<span class="line">` per line. Everything in it is escaped."""
    text = visible(excerpt.text).removesuffix("\n")
    marked = word("marked_line", language)
    body = Markup("")
    for number, line in enumerate(coloured(text), excerpt.first_line):
        if number in excerpt.marked:
            note = Markup('<span class="unseen"> ({})</span>').format(marked)
            body += Markup('<mark class="line" data-number="▶ {}" title="{}">{}{}\n</mark>').format(
                number, marked, line, note
            )
        else:
            body += Markup('<span class="line" data-number="{}">{}\n</span>').format(number, line)
    return Markup('<pre class="code" tabindex="0"><code>{}</code></pre>').format(body)


def coloured(text: str) -> Iterator[Markup]:
    """The lines of a program, escaped, with a few colours."""
    if len(text) > _PLAIN_FROM:
        yield from (Markup.escape(line) for line in text.split("\n"))
        return
    line = Markup("")
    for kind, value in PythonLexer(stripnl=False, ensurenl=False).get_tokens(text):
        first, *others = value.split("\n")
        line += _coloured(kind, first)
        for other in others:
            yield line
            line = _coloured(kind, other)
    yield line


def _coloured(kind: tuple[str, ...], text: str) -> Markup:
    name = next((name for family, name in _CLASSES if kind in family), None)
    return Markup('<span class="{}">{}</span>').format(name, text) if name and text else Markup.escape(text)
