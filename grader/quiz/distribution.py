"""A paper for each student of a roster, as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from grader.errors import UsageError
from grader.intake.decoding import decode
from grader.intake.names import student_key
from grader.model import Language, Text
from grader.quiz.bank import Bank
from grader.quiz.form import form_html
from grader.quiz.issuing import Issue, paper_of, variants_of
from grader.quiz.papers import paper_text, write_text
from grader.quiz.variants import Maker
from grader.report.html import FileNames


def read_roster(path: Path, column: str | None = None) -> list[str]:
    """The students' names: one in each line, or a column of a CSV with a header (the first, unless named). Names are as
    the class's submissions will be called. Raises UsageError with the line of what is wrong."""
    try:
        decoded = decode(path.read_bytes(), cookie=False)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(Text(f"{path} cannot be read: {why}", f"{path} 파일을 읽을 수 없습니다: {why}")) from error
    if decoded is None:
        raise UsageError(Text(f"{path} is no text file", f"{path}: 텍스트 파일이 아닙니다."))
    named = _from_csv(path, decoded[0], column) if path.suffix.lower() == ".csv" else _from_lines(decoded[0])
    lines: dict[str, int] = {}
    for line, name in named:
        if not name.strip():
            continue
        key = student_key(name)
        if key in lines:
            raise UsageError(
                Text(
                    f"{path}, line {line}: {key!r} is in line {lines[key]} already; every student needs a name of their own",
                    f"{path} {line}행: {key!r}은(는) {lines[key]}행에 이미 있습니다. 학생마다 이름이 달라야 합니다.",
                )
            )
        lines[key] = line
    if not lines:
        raise UsageError(Text(f"{path} names no student", f"{path} 안에 학생이 없습니다."))
    return list(lines)


def _from_lines(text: str) -> list[tuple[int, str]]:
    return list(enumerate(text.split("\n"), 1))


def _from_csv(path: Path, text: str, column: str | None) -> list[tuple[int, str]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [cell.strip() for cell in next(reader, [])]
    if column is not None and column not in header:
        known = ", ".join(header)
        raise UsageError(
            Text(
                f"{path} has no column {column!r}; it has {known}",
                f"{path} 파일에 {column!r} 열이 없습니다. 있는 열: {known}",
            )
        )
    place = header.index(column) if column is not None else 0
    return [(reader.line_num, row[place]) for row in reader if len(row) > place and not _is_points_row(row)]


def _is_points_row(row: Sequence[str]) -> bool:
    """Canvas's gradebook has the points possible in its second row."""
    return row[0].strip() == "Points Possible"


def distribute(
    issue: Issue, students: Sequence[str], bank: Bank, root: Path, secret: bytes, out: Path, language: Language
) -> int:
    """Writes `NAME.html` and `NAME.paper.json` for each student, and returns for how many. Raises EnvironmentFault."""
    maker, names = Maker(root), FileNames()
    for student in students:
        paper = paper_of(issue, student, variants_of(issue, student, bank, maker, secret))
        page = out / names.of(student)
        write_text(page, form_html(paper, language))
        write_text(page.with_suffix(".paper.json"), paper_text(paper))
    return len(students)
