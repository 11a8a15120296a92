"""The pages as a browser lays them out. One page of ours frames all of them, measures, and leaves its findings as JSON."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from report import samples

from grader.model import LANGUAGES, Text, Verdict
from grader.report.audience import Audience
from grader.report.html import write_site

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((path for name in NAMES if (path := shutil.which(name))), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--enable-logging=stderr",
    # the measuring page may then look into the pages it frames; they are files of one folder
    "--allow-file-access-from-files",
)  # fmt: skip
VIEWS = ((380, "light"), (380, "dark"), (1280, "light"))

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=f"needs a browser on PATH: {', '.join(NAMES)}")

MEASURE = """
const luminance = ([r, g, b]) => [r, g, b].map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const numbers = colour => colour.match(/-?[\\d.e-]+/g).map(Number);
// rgb(27, 31, 36), or what color-mix gives: color(srgb 0.1 0.2 0.3)
const rgba = colour => {
  const [r, g, b, a = 1] = numbers(colour.replace('srgb', ''));
  return colour.startsWith('color(') ? [r, g, b, a] : [r / 255, g / 255, b / 255, a];
};
const behind = (element, style) => {
  for (let e = element; e; e = e.parentElement) {
    const colour = rgba(style(e).backgroundColor);
    if (colour[3] > 0) return colour;
  }
  return [1, 1, 1, 1];
};
function measure(frame) {
  const page = frame.contentDocument, view = frame.contentWindow, style = e => view.getComputedStyle(e);
  page.querySelectorAll('details').forEach(details => details.open = true);
  const root = page.documentElement, elements = [...page.body.querySelectorAll('*')];
  const outside = value => /^\\s*(https?:)?\\/\\//i.test(value || '');
  const faint = [], unreachable = [];
  for (const e of elements) {
    const scrolls = ['auto', 'scroll'].includes(style(e).overflowX) || ['auto', 'scroll'].includes(style(e).overflowY);
    const larger = e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
    if (scrolls && larger && e.tabIndex < 0) unreachable.push(e.className || e.tagName);
    const text = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data.trim()).join('');
    if (!text) continue;
    const colours = [e.tagName === 'text' ? style(e).fill : style(e).color].map(rgba).concat([behind(e, style)]);
    const [high, low] = colours.map(luminance).sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) faint.push(`${text.slice(0, 30)}: ${ratio.toFixed(2)}`);
  }
  return {
    title: page.title, words: page.body.innerText.length, paper: style(page.body).backgroundColor,
    width: root.clientWidth, needed: root.scrollWidth, faint, unreachable,
    loaded: view.performance.getEntriesByType('resource').map(entry => entry.name),
    outside: elements.filter(e => outside(e.getAttribute('src')) || outside(e.getAttribute('href'))).map(e => e.outerHTML),
    unnamed: [...page.querySelectorAll('svg.picture')].filter(e => !e.querySelector('title')?.textContent).length,
  };
}
window.onload = () => {
  const found = [...document.querySelectorAll('iframe')].map(frame => ({page: frame.name, ...measure(frame)}));
  document.body.innerHTML = '<pre></pre>';
  document.querySelector('pre').textContent = JSON.stringify(found);
};
"""


@dataclass
class Run:
    id: int = 3
    origin: str = "submissions"
    started_at: datetime = datetime(2025, 3, 4, 5, 6, tzinfo=UTC)
    versions: dict[str, str] = field(default_factory=lambda: {"grader": "0.1.0"})


@dataclass(frozen=True)
class Findings:
    pages: list[dict[str, Any]]
    console: list[str]


def write_pages(folder: Path) -> list[Path]:
    """Pages in both languages: the class, everything at once, hostile text, a rejection, and a wall of long words."""
    long = Text.same("x" * 300 + " " + "[0.1234567, " * 60)
    wide = samples.check("wide", long, Verdict.FAIL, message=long, expected=long, got=long, printed="y" * 500)
    wall = samples.report("w" * 120, samples.task("optimizers/" + "t" * 60, long, wide))
    reports = [samples.full(), samples.hostile(), samples.rejected("rejected"), wall]
    for language in LANGUAGES:
        out = folder / language
        write_site(Run(), [*samples.classroom()[-3:], *reports], out, language=language, audience=Audience.STAFF)  # type: ignore[arg-type]
    return sorted(page for page in folder.rglob("*.html"))


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """What one start of the browser finds out about every page, in every view."""
    assert CHROMIUM is not None
    folder, profile = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("profile")
    frames = "".join(
        # a framed page prefers the colour scheme of its frame
        f'<iframe name="{page.parent.name}/{page.name} {width} {scheme}" width="{width}" height="900" frameborder="0" '
        f'style="color-scheme: {scheme}" src="{quote(page.relative_to(folder).as_posix())}"></iframe>'
        for page in write_pages(folder)
        for width, scheme in VIEWS
    )
    html = f"<!doctype html><meta charset=utf-8><title>measure</title><body>{frames}<script>{MEASURE}</script></body>"
    (folder / "measure.html").write_text(html, encoding="utf-8")
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", "--dump-dom", (folder / "measure.html").as_uri()]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", timeout=60, check=True)
    found = re.search(r"<pre>(\[.*\])</pre>", done.stdout)
    assert found, done.stdout[:500] + done.stderr[-2000:]
    return Findings(json.loads(unescape(found[1])), [line for line in done.stderr.splitlines() if ":CONSOLE" in line])


def test_every_page_renders_and_the_console_stays_empty(findings: Findings) -> None:
    assert len(findings.pages) == len(VIEWS) * len(LANGUAGES) * 8
    assert all(page["title"] and page["words"] > 50 for page in findings.pages)
    assert findings.console == []


def test_nothing_is_fetched(findings: Findings) -> None:
    assert [
        (page["page"], page["loaded"], page["outside"]) for page in findings.pages if page["loaded"] or page["outside"]
    ] == []


def test_no_page_is_wider_than_its_window(findings: Findings) -> None:
    assert {page["width"] for page in findings.pages} == {width for width, _ in VIEWS}
    assert [(page["page"], page["needed"]) for page in findings.pages if page["needed"] > page["width"]] == []


def test_dark_readers_get_a_dark_page(findings: Findings) -> None:
    for scheme, paper in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(20, 23, 27)")):
        assert {page["paper"] for page in findings.pages if page["page"].endswith(scheme)} == {paper}


def test_text_stands_out_from_its_paper(findings: Findings) -> None:
    """WCAG AA: 4.5 to 1, for every text of every page, in code and pictures too."""
    assert [(page["page"], page["faint"]) for page in findings.pages if page["faint"]] == []


def test_what_scrolls_can_be_reached_with_the_keyboard_and_pictures_have_names(findings: Findings) -> None:
    bad = [(page["page"], page["unreachable"]) for page in findings.pages if page["unreachable"] or page["unnamed"]]
    assert bad == []
