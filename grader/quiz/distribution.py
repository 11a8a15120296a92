"""A paper for each student, as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.errors import UnreadableError, UsageError
from grader.files import write_file
from grader.model import Language, Text
from grader.quiz.bank import Bank
from grader.quiz.form import form_html
from grader.quiz.issuing import Issue, paper_of, variants_of
from grader.quiz.papers import paper_text, read_paper
from grader.quiz.variants import Maker
from grader.report.html import FileNames


def distribute(
    issue: Issue, students: Sequence[str], bank: Bank, maker: Maker, secret: bytes, out: Path, language: Language
) -> dict[str, tuple[str, ...]]:
    """Writes `NAME.html` and `NAME.paper.json` for each of these students of the quiz, and returns the fingerprints of their
    questions. A file's name is always that student's: it counts all students of the quiz. Raises EnvironmentFault."""
    names = FileNames()
    pages = {student: Path(names.of(student)) for student in issue.students}
    for page in pages.values():
        _refuse_another_quizzes(out / page.with_suffix(".paper.json"), issue.name)
    papers = {}
    for student in students:
        variants = variants_of(issue, student, bank, maker, secret)
        page = pages[student]
        paper = paper_of(issue, student, variants, page.with_suffix(".json").name)
        write_file(out / page, form_html(paper, language))
        write_file(out / page.with_suffix(".paper.json"), paper_text(paper))
        papers[student] = tuple(variant.asked.variant for variant in variants)
    return papers


def _refuse_another_quizzes(file: Path, name: str) -> None:
    """Raises UsageError where the papers of another quiz lie."""
    try:
        other = read_paper(file).name if file.is_file() else name
    except UnreadableError:
        other = "?"
    if other != name:
        raise UsageError(
            Text(
                f"{file} is a paper of another quiz ({other}); name another folder with --out",
                f"{file}: 다른 퀴즈({other})의 시험지입니다. --out으로 다른 폴더를 지정하십시오.",
            )
        )
