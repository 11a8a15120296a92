"""The command line: each command parses, calls, echoes. Commands are imported when they are called, so that
`grader --help` answers without torch or SQLAlchemy."""

from __future__ import annotations

import sys
from typing import Any

import click

from grader import __version__
from grader.cli import options
from grader.cli.lazy import LazyGroup
from grader.errors import GraderError, SandboxMissing
from grader.model import Language, Text

_COMMANDS = {
    "check": "Check your own solutions, on your own machine.",
    "list": "List the tasks, in course order.",
    "inspect": "Show the layers of a network of yours.",
    "start": "Write the handout and the starter of a task, to work on.",
    "quiz": "Take, mark, write and export quizzes.",
    "batch": "Grade a whole class in a sandbox.",
    "runs": "List the runs in a database.",
    "report": "Write the HTML report of a graded class.",
    "replay": "Grade a stored submission again, with the same seed.",
    "release": "Write what students get: a bundle without references.",
    "new-task": "Lay out a new task for authors.",
    "validate": "Test the tests: run every misconception and alternative.",
    "doctor": "Say what this machine can and cannot do.",
}


_UNCONFINED = Text(
    "Or pass --unsafe-no-sandbox to run every submission with your own rights, at your own risk.",
    "--unsafe-no-sandbox를 주면 제출물을 격리하지 않고 사용자 자신의 권한으로 실행합니다. 위험은 사용자가 감수해야 합니다.",
)


class _Grader(LazyGroup):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:  # here and not in `main`, because only the context knows the language
            return _interrupted(options.language_of(ctx))
        except GraderError as error:
            language = options.language_of(ctx)
            click.echo(f"grader: {error.text.get(language)}", err=True)
            if isinstance(error, SandboxMissing) and options.may_run_unconfined(ctx):
                click.echo(_UNCONFINED.get(language), err=True)
            return error.exit_code


@click.group(
    cls=_Grader,
    package="grader.cli",
    commands=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
@click.version_option(__version__, prog_name="grader")
def _grader() -> None:
    """Grade deep-learning assignments.

    \b
    Students:     grader check adam.py
    Instructors:  grader batch submissions/ --db class.sqlite
                  grader report --db class.sqlite --out report/

    Exit codes: 0 all passed, 1 some check failed, 2 usage, 3 unreadable
    submission, 4 environment, 5 internal error, 130 interrupted.
    """


def _interrupted(language: Language) -> int:
    click.echo(Text("\nInterrupted.", "\n중단되었습니다.").get(language), err=True)
    return 130


def main() -> None:
    """The `grader` script."""
    for stream in (sys.stdout, sys.stderr):
        # A console of another encoding gets replacement marks, never a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        result = _grader.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(_interrupted(options.locale_language()))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception:  # a defect of ours: Python would end with 1, which says that some check failed
        import traceback

        traceback.print_exc()
        sys.exit(5)
    sys.exit(result if isinstance(result, int) else 0)
