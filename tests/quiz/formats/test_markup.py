"""HTML and Markdown of others become plain text, with what was lost."""

from __future__ import annotations

import sys

import pytest

from grader.errors import EnvironmentFault
from grader.quiz.formats import markup
from grader.quiz.formats.markup import from_html, from_markdown, to_html


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>one\n  line</p>\n<p>two<br />lines</p>", "one line\n\ntwo\nlines"),
        ("<ul><li>a</li><li>b</li></ul>after", "a\nb\n\nafter"),
        ("x &lt; y &amp; z&nbsp;&nbsp;w", "x < y & z  w"),
        ("List<T> and <my-tag>", "List<T> and <my-tag>"),
        ("a < b > c", "a < b > c"),
        ("<code>a`b</code> <tt>c</tt>", "a`b `c`"),
        ("10<sup>-3</sup> x<sub>1</sub>", "10^-3 x_1"),
        ("<script>alert(1)</script>text<style>b{}</style>", "text"),
        ("unclosed <code>x", "unclosed `x`"),
    ],
)
def test_html_becomes_plain_text(source: str, text: str) -> None:
    assert from_html(source).text == text


def test_what_html_loses_is_said() -> None:
    source = '<b>x</b><img src="a.png"><img data-equation-content="x^2"><sub>1</sub><svg></svg>'
    lost = {markup.FORMATTING, markup.PICTURE, markup.FORMULA, markup.RAISED, markup.CONTENT}
    assert set(from_html(source).lost) == lost
    assert from_html("<p>plain <code>code</code></p>").lost == ()


def test_code_stands_beside_the_text() -> None:
    plain = from_html("<p>Run</p><pre><code>a &lt; 1\n  b\n</code></pre><p>What?</p>")
    assert (plain.text, plain.code, plain.lost) == ("Run\n\nWhat?", "a < 1\n  b", (markup.MOVED,))
    assert from_html("Run<pre>a</pre>\n").lost == ()


def test_markdown_becomes_plain_text() -> None:
    assert from_markdown("**a** `b_c`\n\n* d\n* e").text == "a `b_c`\n\nd\ne"


def test_markdown_without_its_library_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "markdown", None)
    with pytest.raises(EnvironmentFault, match="Markdown needs the library text2qti"):
        from_markdown("x")


def test_spaces_that_html_folds_are_kept_and_others_stay_spaces() -> None:
    assert to_html("a `b` c\n  d  e") == "a <code>b</code> c<br>&nbsp;&nbsp;d &nbsp;e"
