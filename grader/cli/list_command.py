"""`grader list`."""

from __future__ import annotations

import itertools
import json

import click

from grader.cli import options
from grader.model import Language


@click.command("list")
@options.as_json
@options.lang
def command(as_json: bool, lang: Language) -> int:
    """List the tasks and their points, in course order."""
    from grader.catalog import Catalog, course_root

    tasks = Catalog(course_root()).tasks
    if as_json:
        rows = [
            {
                "unit": task.unit,
                "task": task.name,
                "title": task.title.get(lang),
                "points": task.points,
                "checks": len(task.checks),
                "misconceptions": len(list(task.folder.glob("misconceptions/*.py"))),
                "accepted": len(list(task.folder.glob("accepted/*.py"))),
            }
            for task in tasks
        ]
        click.echo(json.dumps({"schema_version": 1, "tasks": rows}, ensure_ascii=False, indent=1))
        return 0
    from grader.report.console import Console

    terminal = options.Terminal.here()
    console = Console.of(width=terminal.width, color=terminal.color, unicode=terminal.unicode)
    names = max((len(task.name) for task in tasks), default=0)
    for unit, group in itertools.groupby(tasks, key=lambda task: task.unit):
        members = list(group)
        click.echo(f"{unit:{names + 2}} {sum(task.points for task in members):4g}")
        for task in members:
            start = f"  {task.name:{names}} {task.points:4g}  "
            click.echo(start + console.cut(task.title.get(lang), console.width - len(start)))
    return 0
