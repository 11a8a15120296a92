"""Staff-side exceptions: something that the people who run the grader must act on.

A student's failure is never one of these; it is a value (`model.Problem`, `model.CheckResult`).

    GraderError
    ├── UsageError          asked for something that does not exist (unknown task, no such run)   exit 2
    ├── UnreadableError     a submission, a paper or a file to import that cannot be read         exit 3
    ├── EnvironmentFault    the machine lacks something: sandbox, torch, a writable folder        exit 4
    │   ├── SandboxMissing  bubblewrap is not installed
    │   ├── SandboxFault    the sandbox died or spoke nonsense; costs no student any points
    │   └── BundleFault     a student bundle is damaged, or belongs to another version of the grader
    ├── StorageFault        the database cannot be read or written                                exit 4
    └── TaskDefect          a task's own files are wrong: task.toml, checks.py, a missing text    exit 5
"""

from __future__ import annotations

from grader.model import Text


class GraderError(Exception):
    """Root of the tree. `exit_code` is what the command line ends with; `text` is what it says, in the language asked
    for where the message was given in both."""

    exit_code = 5

    def __init__(self, message: str | Text = "") -> None:
        self.text = message if isinstance(message, Text) else Text.same(message)
        super().__init__(self.text.en)


class UsageError(GraderError):
    """The request names something that is not there; the message offers near matches."""

    exit_code = 2


class UnreadableError(GraderError):
    """The submission given to `grader check`, the class given to `grader batch`, or a quiz's file cannot be read."""

    exit_code = 3


class EnvironmentFault(GraderError):
    """This machine cannot do what was asked; the message says how to get there."""

    exit_code = 4


class SandboxMissing(EnvironmentFault):
    """The program that confines submissions is not installed; the message says how to get it."""


class SandboxFault(EnvironmentFault):
    """The sandbox itself failed. Becomes an INTERNAL verdict, never a student's failure."""


class BundleFault(EnvironmentFault):
    """The student bundle on this machine cannot be used; the message says how to get one that can."""


class StorageFault(GraderError):
    """The results database cannot be opened, read or written."""

    exit_code = 4


class TaskDefect(GraderError):
    """A task's own files contradict each other or the format."""

    exit_code = 5
