"""`grader doctor`."""

from __future__ import annotations

import shutil
import sys
import textwrap

import click


@click.command("doctor")
def command() -> int:
    """Say what this machine can and cannot do, and how to mend what it cannot."""
    from grader.doctor import examine

    sound = True
    for finding in examine():
        sound &= finding.well
        told = f"{finding.subject}: {finding.detail}" + (f"\n{finding.advice}" if finding.advice else "")
        click.echo(f"{'ok ' if finding.well else 'BAD'} {textwrap.indent(told, '    ').lstrip()}")
    click.echo(f"python {sys.version.split()[0]}, terminal {shutil.get_terminal_size().columns} columns")
    return 0 if sound else 4
