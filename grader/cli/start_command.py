"""`grader start`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from grader.cli import options
from grader.errors import EnvironmentFault
from grader.model import Language, Text


@click.command("start")
@click.argument("name", metavar="UNIT[/TASK]")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("."),
    show_default="here",
    help="Folder to write UNIT/TASK.md and UNIT/TASK.py to.",
)
@options.lang
def command(name: str, out: Path, lang: Language) -> int:
    """Write the handout and the starter of a task, or of all tasks of a unit,
    to work on. Files that exist are left alone.

    \b
    Example:  grader start optimizers/adam
    """
    from grader.catalog import Catalog, course_root, handed_out

    for task in Catalog(course_root()).select([name]):
        handout = "handout.ko.md" if lang == "ko" else "handout.md"
        for source, ending in ((handout, ".md"), ("starter.py", ".py")):
            target = out / task.unit / f"{task.slug}{ending}"
            if os.path.lexists(target):
                left = Text(f"{target} exists, left alone", f"{target}: 이미 있는 파일이므로 그대로 두었습니다.")
                click.echo(left.get(lang), err=True)
            else:
                _write(target, handed_out(task, source))
                click.echo(target)
    return 0


def _write(target: Path, content: bytes) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise EnvironmentFault(
            Text(
                f"{target} cannot be written: {why}; name a folder of your own with --out",
                f"{target} 파일을 쓸 수 없습니다: {why}. --out으로 쓸 수 있는 폴더를 지정하십시오.",
            )
        ) from error
