"""Intake: bytes -> Submission -> Program. Reads what students hand in and never imports or runs it.

    read        one file, notebook, folder or zip, or one Entry of a class, to a Submission
    discover    a class folder, zip or LMS export to one Entry per student
    program     the statements of a Submission that answer a task, and nothing else
    forbidden   uses of APIs that a task asks to build

Needs the standard library only, and imports fast.
"""

from __future__ import annotations

from grader.intake.answers import program
from grader.intake.classes import Entry, discover
from grader.intake.policy import forbidden
from grader.intake.reading import read

__all__ = ["Entry", "discover", "forbidden", "program", "read"]
