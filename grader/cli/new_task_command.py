"""`grader new-task`."""

from __future__ import annotations

import click


@click.command("new-task")
@click.argument("name", metavar="UNIT/NAME")
@click.option("--symbol", metavar="NAME", help="The function students write.  [default: the task's name]")
def command(name: str, symbol: str | None) -> int:
    """Lay out a new task: a small example that works, for you to rewrite.

    \b
    Example:  grader new-task optimizers/lion --symbol Lion
    """
    from grader.catalog import whole_course
    from grader.scaffold import new_task

    root = whole_course().root
    for path in new_task(root, name, symbol):
        click.echo(path.relative_to(root))
    click.echo(f"next: grader validate {name}", err=True)
    return 0
