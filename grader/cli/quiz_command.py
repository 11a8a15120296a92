"""`grader quiz`: a group of commands, imported when they are called."""

from __future__ import annotations

import click

from grader.cli.lazy import LazyGroup

_COMMANDS = {
    "take": "Answer a paper, or practice questions, in the terminal.",
    "check": "Mark answers, and say what was wrong.",
    "list": "List the questions, by unit and topic.",
    "issue": "Write a paper for each student.",
    "items": "Say how each question did in a class.",
    "preview": "Show one student's variant of a question, with its key.",
    "lint": "Say what is wrong with questions.",
    "export": "Write questions for Canvas, Moodle and others.",
    "import": "Read questions from GIFT or text2qti.",
}


@click.group("quiz", cls=LazyGroup, package="grader.cli.quiz", commands=_COMMANDS)
def command() -> None:
    """Quizzes: numbers of their own for each student, answers by the references.

    \b
    Students:     grader quiz take optimizers
                  grader quiz take kim.paper.json
    Instructors:  grader quiz issue optimizers --students roster.csv --out papers/
                  grader batch answers/ --db class.sqlite
                  grader quiz items --db class.sqlite
    """
