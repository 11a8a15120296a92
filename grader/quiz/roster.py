"""Who is who: the roster that papers are issued to, and the names under which answers come back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from grader.errors import UsageError
from grader.intake.decoding import decode
from grader.intake.names import student_key
from grader.model import Text

_HEADINGS = {
    "student",
    "students",
    "name",
    "names",
    "id",
    "login",
    "username",
    "user",
    "email",
    "학생",
    "이름",
    "학번",
    "아이디",
}


def exactly_named(name: str, students: Sequence[str]) -> str | None:
    """The student of a roster whose name this is, with copy marks (`kim (1)`) or without."""
    by_key = _by_key(tuple(students))
    return by_key.get(student_key(name)) or by_key.get(_own(name))


def student_named(name: str, students: Sequence[str]) -> str | None:
    """The student of a roster whom this name means: by their own, or with what a management system adds
    (`Kim Minji_1234`, `kimminji_LATE_16`); of several who fit, the one with most of the words. None where nobody fits, or
    several do: then it is a guess at nobody."""
    if (found := exactly_named(name, students)) is not None:
        return found
    words = _words(_own(name))
    fitting = [
        (len(theirs), student)
        for student, theirs in _with_words(tuple(students))
        if theirs and ("".join(theirs) in ("".join(words), *words) or set(theirs) <= set(words))
    ]
    most = max((count for count, _ in fitting), default=0)
    best = [student for count, student in fitting if count == most]
    return best[0] if len(best) == 1 else None


@lru_cache(maxsize=64)
def _by_key(students: tuple[str, ...]) -> dict[str, str]:
    return {student_key(student): student for student in students}


@lru_cache(maxsize=64)
def _with_words(students: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    return [(student, _words(student)) for student in students]


def _own(name: str) -> str:
    return re.sub(r" ?\(\d+\)$", "", student_key(name))


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", student_key(name).casefold())


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
    if column is None and len(header) == 1 and header[0].casefold() not in _HEADINGS:
        return [(1, header[0]), *((reader.line_num, row[0]) for row in reader if row)]  # a list of names, called .csv
    place = header.index(column) if column is not None else 0
    return [(reader.line_num, row[place]) for row in reader if len(row) > place and not _is_points_row(row)]


def _is_points_row(row: Sequence[str]) -> bool:
    """Canvas's gradebook has the points possible in its second row."""
    return row[0].strip() == "Points Possible"
