"""What several commands share: options, and what the terminal can show."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import click

from grader.model import Language

if TYPE_CHECKING:
    from grader.report.console import Console

_LANGUAGE = "grader.language"
_UNCONFINED = "grader.unconfined"


def _remember(context: click.Context, parameter: click.Parameter, language: Language) -> Language:
    context.meta[_LANGUAGE] = language
    return language


def language_of(context: click.Context) -> Language:
    """The language of the command that ran in this context, for the errors that come up from it."""
    return cast(Language, context.meta.get(_LANGUAGE, "en"))


def _remember_choice(context: click.Context, parameter: click.Parameter, chosen: bool) -> bool:
    context.meta[_UNCONFINED] = chosen
    return chosen


def may_run_unconfined(context: click.Context) -> bool:
    """Whether the command that ran in this context takes `unsafe_no_sandbox`, for the errors that come up from it."""
    return _UNCONFINED in context.meta


def locale_language() -> Language:
    names = (os.environ.get(variable) for variable in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "ko" if next((name for name in names if name), "").startswith("ko") else "en"


lang = click.option(
    "--lang",
    type=click.Choice(["en", "ko"]),
    default=locale_language,
    callback=_remember,
    help="Language of messages.  [default: the locale's, else en]",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object to stdout.")
db = click.option(
    "--db", default="grader.sqlite", show_default=True, metavar="URL", help="Results: an SQLite file or a database URL."
)
tasks = click.option(
    "--task", "names", multiple=True, metavar="UNIT[/TASK]", help="Only these; may be given several times."
)
jobs = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=lambda: os.cpu_count() or 1,
    show_default="number of cores",
    help="How many at the same time.",
)
unsafe_no_sandbox = click.option(
    "--unsafe-no-sandbox", is_flag=True, callback=_remember_choice, help="Run submissions with your own rights."
)
device = click.option(
    "--device",
    type=click.Choice(["cpu", "cuda", "auto"]),
    default="cpu",
    show_default=True,
    help="Where submissions compute; auto: on a GPU where there is one.",
)


@dataclass(frozen=True, slots=True)
class Terminal:
    """What standard output can show."""

    width: int
    color: bool
    unicode: bool

    @classmethod
    def here(cls) -> Terminal:
        encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
        interactive = sys.stdout.isatty()
        width = min(shutil.get_terminal_size((80, 24)).columns, 100) if interactive else 80
        color = interactive and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return cls(width, color, unicode=encoding.startswith("utf"))

    def options(self, language: Language) -> dict[str, Any]:
        return {"language": language, "width": self.width, "color": self.color, "unicode": self.unicode}

    def console(self) -> Console:
        from grader.report.console import Console

        return Console.of(width=self.width, color=self.color, unicode=self.unicode)
