"""`grader release`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from grader.model import Task

_NEXT = (
    "next: hand it out together with the grader, which its checkout makes by\n"
    "      pip wheel --no-deps --wheel-dir dist ."
)


@click.command("release")
@click.argument("names", nargs=-1, metavar="[UNIT[/TASK]]...")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FOLDER|ZIP", help="What to write.")
def command(names: Sequence[str], out: Path) -> int:
    """Write what students get: handouts, starters and public checks, with
    recorded observations in place of the reference. In it, `grader check` works
    as `grader check --public` does here. Without names, the whole course.

    \b
    Example:  grader release optimizers --out week3.zip
    """
    from grader.catalog import whole_course
    from grader.oracle import cache_folder
    from grader.release import release

    catalog = whole_course()
    tasks = catalog.select(names)
    seeds = release(catalog, tasks, out, cache=cache_folder(), progress=_progress)
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    for task in tasks:
        click.echo(f"{task.name}: --seed {', '.join(map(str, seeds[task.name]))}", err=True)
    click.echo(out)
    click.echo(_NEXT, err=True)
    return 0


def _progress(done: int, total: int, task: Task) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K[{done}/{total}] recording {task.name} ...", nl=False, err=True)
