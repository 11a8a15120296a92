"""Practice: questions that students get with their answers and feedback, as papers of a unit that differ in their numbers.

In a course they are made from the bank; a student bundle holds them as `assignments/<unit>/practice.json`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from grader.catalog import Catalog
from grader.errors import UsageError
from grader.model import Text
from grader.quiz.bank import Bank
from grader.quiz.model import AnswerSheet, Asked, Paper, Question, Variant
from grader.quiz.papers import PRACTICE, read_practice, with_keys
from grader.quiz.variants import Maker

PAPERS = 5  # of each unit
FILE = "practice.json"


def papers(catalog: Catalog, name: str) -> tuple[Paper, ...]:
    """The practice papers of a unit or a topic. Raises UsageError where there is none, UnreadableError for a damaged
    bundle."""
    unit = name.partition("/")[0]
    whole = _recorded(catalog, unit) if catalog.is_bundle else _of_unit(catalog, unit)
    found = tuple(filter(lambda paper: paper.questions, (_part(paper, name) for paper in whole)))
    if not found:
        raise UsageError(Text(f"there are no practice questions in {name!r}", f"{name!r}에는 연습 문항이 없습니다."))
    return found


def _recorded(catalog: Catalog, unit: str) -> tuple[Paper, ...]:
    file = catalog.root / "assignments" / unit / FILE
    return read_practice(file) if file.is_file() else ()


def _of_unit(catalog: Catalog, unit: str) -> tuple[Paper, ...]:
    questions = Bank(catalog.root, catalog.units).select([unit])
    return made(catalog, unit, [question for question in questions if question.practice])


def _part(paper: Paper, name: str) -> Paper:
    """Of a unit's paper, what a topic or a question asks."""
    questions = tuple(asked for asked in paper.questions if f"{asked.question}/".startswith(f"{name}/"))
    return replace(paper, name=f"{PRACTICE}{name}", title=_title(name), questions=questions)


def _title(name: str) -> Text:
    return Text(f"Practice: {name}", f"연습: {name}")


def made(catalog: Catalog, unit: str, questions: Sequence[Question]) -> tuple[Paper, ...]:
    """Papers of these questions, always the same."""
    maker, title = Maker(catalog.root), _title(unit)
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
    bank = Bank(catalog.root, catalog.units)
    found = {}
    for unit in dict.fromkeys(name.partition("/")[0] for name in names):
        of_unit = bank.select([unit]) if bank.has(unit) else ()
        questions = [one for one in of_unit if one.practice and _goes_with(one, names, tasks)]
        if questions:
            found[unit] = made(catalog, unit, questions)
    return found


def _goes_with(question: Question, names: Collection[str], tasks: Collection[str]) -> bool:
    topic = f"{question.unit}/{question.topic}"
    return topic in names or topic not in tasks


def variant_in(paper: Paper, asked: Asked) -> Variant:
    return Variant(asked, paper.keys[asked.question])


def begun(found: Sequence[Paper], sheet: AnswerSheet) -> Paper:
    """The paper that a sheet answers: the one with most of its variants."""
    given = {answer.variant for answer in sheet.answers}
    return max(found, key=lambda paper: sum(asked.variant in given for asked in paper.questions))


def answered_variants(found: Sequence[Paper], sheet: AnswerSheet) -> list[Variant]:
    """The variants that a sheet of practice answers answers; for what it leaves open, those of the paper it belongs to."""
    known = {asked.variant: variant_in(paper, asked) for paper in found for asked in paper.questions}
    given = {answer.question: answer.variant for answer in sheet.answers}
    paper = begun(found, sheet)
    return [known.get(given.get(asked.question, ""), variant_in(paper, asked)) for asked in paper.questions]
