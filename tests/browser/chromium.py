"""A browser without a window: opens one page of ours, which frames others, and gives what it leaves in a `<pre>`."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((path for name in NAMES if (path := shutil.which(name))), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--enable-logging=stderr",
    # the page may then look into the pages it frames; they are files of one folder
    "--allow-file-access-from-files",
)  # fmt: skip

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason=f"needs a browser on PATH: {', '.join(NAMES)}")

# a function of a frame: what can be measured on the page in it
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
"""


def found_by(page: Path, html: str, profile: Path, *flags: str) -> tuple[Any, list[str]]:
    """Opens `html`, written to `page`: the JSON that it leaves in its only `<pre>`, and the lines of the console."""
    assert CHROMIUM is not None
    page.write_text(html, encoding="utf-8")
    command = [CHROMIUM, *FLAGS, *flags, f"--user-data-dir={profile}", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", timeout=60, check=True)
    found = re.search(r"<pre>([\[{].*[\]}])</pre>", done.stdout)
    assert found, done.stdout[:500] + done.stderr[-2000:]
    return json.loads(unescape(found[1])), [line for line in done.stderr.splitlines() if ":CONSOLE" in line]
