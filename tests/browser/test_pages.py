"""The pages as a browser lays them out. One page of ours frames all of them, measures, and leaves its findings as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from report import samples

from grader.model import LANGUAGES, Text, Verdict
from grader.report.audience import Audience
from grader.report.html import write_site

from .chromium import MEASURE, found_by, needs_chromium

VIEWS = ((380, "light"), (380, "dark"), (1280, "light"))

pytestmark = needs_chromium

MEASURE_ALL = """
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
    folder, profile = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("profile")
    frames = "".join(
        # a framed page prefers the colour scheme of its frame
        f'<iframe name="{page.parent.name}/{page.name} {width} {scheme}" width="{width}" height="900" frameborder="0" '
        f'style="color-scheme: {scheme}" src="{quote(page.relative_to(folder).as_posix())}"></iframe>'
        for page in write_pages(folder)
        for width, scheme in VIEWS
    )
    html = f"<!doctype html><meta charset=utf-8><title>measure</title><body>{frames}<script>{MEASURE}{MEASURE_ALL}</script></body>"
    return Findings(*found_by(folder / "measure.html", html, profile))


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
