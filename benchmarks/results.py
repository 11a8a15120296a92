"""RESULTS.md: one section for each script, which replaces its own and leaves the others."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
SECTIONS = ("graders", "overhead", "floor", "check", "quizzes", "gpu")  # in this order; "gpu" is written by hand
MARK = re.compile(r"^<!-- section: (\w+) -->$", re.MULTILINE)
HEAD = """\
# Results

Each section is written by the script of its name: see [README.md](README.md). Where the load average exceeds the
number of cores, wall times say as much about the neighbours; compare CPU times.
"""


def write_section(name: str, text: str) -> None:
    """Replace one section, or insert it in its place. Raises ValueError for a name that is none of SECTIONS."""
    if name not in SECTIONS:
        raise ValueError(f"no section {name!r}; there are {', '.join(SECTIONS)}")
    sections = read_sections() | {name: text.strip()}
    written = [f"<!-- section: {key} -->\n{sections[key]}\n" for key in SECTIONS if key in sections]
    RESULTS.write_text("\n".join([HEAD, *written]), encoding="utf-8")


def read_sections() -> dict[str, str]:
    if not RESULTS.exists():
        return {}
    _, *parts = MARK.split(RESULTS.read_text(encoding="utf-8"))
    return {name: text.strip() for name, text in zip(parts[::2], parts[1::2], strict=True)}


def command(name: str, options: argparse.Namespace) -> str:
    """The command that wrote a section, as Markdown code."""
    words = [f"--{key.replace('_', '-')} {value}" for key, value in vars(options).items()]
    return f"    {' '.join(['python', f'benchmarks/{name}.py', *words])}"
