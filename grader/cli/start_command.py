"""`grader start`."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from grader.cli import options
from grader.model import Language


@click.command("start")
@click.argument("name", metavar="UNIT[/TASK]")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("."), help="Where.")
@options.lang
def command(name: str, out: Path, lang: Language) -> int:
    """Lay out a folder with the handout and the starter of a task, or of all
    tasks of a unit. Files that exist are left alone.

    \b
    Example:  grader start optimizers/adam
    """
    from grader.catalog import Catalog, course_root

    for task in Catalog(course_root()).select([name]):
        folder = out / task.unit
        folder.mkdir(parents=True, exist_ok=True)
        handout = task.folder / ("handout.ko.md" if lang == "ko" else "handout.md")
        for source, target in (
            (handout, folder / f"{task.slug}.md"),
            (task.folder / "starter.py", folder / f"{task.slug}.py"),
        ):
            if target.exists():
                click.echo(f"{target} exists, left alone", err=True)
            else:
                shutil.copyfile(source, target)
                click.echo(target)
    return 0
