"""Practice: questions that students get with their answers and feedback, as papers of a unit that differ in their numbers.

In a course they are made from the bank; a student bundle holds them as `assignments/<unit>/practice.json`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from grader.catalog import Catalog
from grader.errors import UsageError
from grader.model import Text
from grader.quiz.bank import Bank
from grader.quiz.model import AnswerSheet, Asked, Paper, Question, Variant
from grader.quiz.papers import PRACTICE, with_keys
from grader.quiz.variants import Maker

PAPERS = 5  # of each unit
FILE = "practice.json"


def papers(catalog: Catalog, unit: str) -> tuple[Paper, ...]:
    """The practice papers of a unit. Raises UsageError where there is none."""
    if catalog.is_bundle:
        from grader.quiz.papers import read_practice

        file = catalog.root / "assignments" / unit / FILE
        found = read_practice(file) if file.is_file() else ()
    else:
        questions = Bank(catalog.root, catalog.units).select([unit])
        found = made(catalog, unit, [question for question in questions if question.practice])
    if not found:
        raise UsageError(Text(f"there are no practice questions in {unit}", f"{unit} 단원에는 연습 문항이 없습니다."))
    return found


def made(catalog: Catalog, unit: str, questions: Sequence[Question]) -> tuple[Paper, ...]:
    """Papers of these questions, always the same."""
    maker, title = Maker(catalog.root), Text(f"Practice: {unit}", f"연습: {unit}")
    if not questions:
        return ()
    seeds = range(1, PAPERS + 1)
    return tuple(
        with_keys(f"{PRACTICE}{unit}", title, [maker.variant(question, seed) for question in questions])
        for seed in seeds
    )


def of_tasks(catalog: Catalog, names: Collection[str]) -> dict[str, tuple[Paper, ...]]:
    """By unit, the practice papers that go with a bundle of these tasks: topics that are named after no task go with
    their unit."""
    tasks = {task.name for task in catalog.tasks}
    units = dict.fromkeys(name.partition("/")[0] for name in names)
    bank, found = Bank(catalog.root, catalog.units), {}
    for unit in units:
        questions = [
            question
            for question in bank.questions
            if question.unit == unit and question.practice and _goes_with(question, names, tasks)
        ]
        if questions:
            found[unit] = made(catalog, unit, questions)
    return found


def _goes_with(question: Question, names: Collection[str], tasks: Collection[str]) -> bool:
    topic = f"{question.unit}/{question.topic}"
    return (topic in names or topic not in tasks) and (not question.task or question.task in names)


def variant_in(paper: Paper, asked: Asked) -> Variant:
    return Variant(asked, paper.keys[asked.question])


def answered_variants(found: Sequence[Paper], sheet: AnswerSheet) -> list[Variant]:
    """The variants that a sheet of practice answers answers; those of the first paper for what it leaves open."""
    known = {asked.variant: variant_in(paper, asked) for paper in found for asked in paper.questions}
    given = {answer.question: answer.variant for answer in sheet.answers}
    return [known.get(given.get(asked.question, ""), variant_in(found[0], asked)) for asked in found[0].questions]
