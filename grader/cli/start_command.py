"""`grader start`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from grader.cli import options
from grader.files import write_file
from grader.model import Language, Task, Text


@click.command("start")
@click.argument("name", metavar="UNIT[/TASK]")
@click.option("--notebook", is_flag=True, help="Write one notebook that holds everything.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("."),
    show_default="here",
    help="Folder to write UNIT/TASK.md and UNIT/TASK.py to.",
)
@options.lang
def command(name: str, notebook: bool, out: Path, lang: Language) -> int:
    """Write the handout and the starter of a task, or of all tasks of a unit,
    to work on. Files that exist are left alone.

    \b
    Examples:  grader start optimizers/adam
               grader start regularization --notebook
    """
    from grader.catalog import Catalog, course_root

    tasks = Catalog(course_root()).select([name])
    for relative, text in _notebook(tasks, lang, name) if notebook else _folder(tasks, lang, name):
        target = out / relative
        if os.path.lexists(target):
            left = Text(f"{target} exists, left alone", f"{target}: 이미 있는 파일이므로 그대로 두었습니다.")
            click.echo(left.get(lang), err=True)
        else:
            write_file(target, text)
            click.echo(target)
    return 0


def _folder(tasks: Sequence[Task], lang: Language, name: str) -> Iterator[tuple[str, str]]:
    from grader.handouts import handout, overview, starter

    if name == tasks[0].unit:
        yield f"{name}/README.md", overview(tasks, lang)
    for task in tasks:
        yield f"{task.name}.md", handout(task, lang)
        yield f"{task.name}.py", starter(task)


def _notebook(tasks: Sequence[Task], lang: Language, name: str) -> Iterator[tuple[str, str]]:
    from grader.handouts import notebook

    yield f"{name}.ipynb", notebook(tasks, lang, f"{name}.ipynb")
