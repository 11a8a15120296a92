"""A folder or zip of a whole class -> one entry per student: plain, or as Canvas and Moodle export it.

Canvas    sortablename[_LATE]_userID_attachmentID_filename, [LATE_]anon_ID_attachmentID_filename, and for text
          typed into a form sortablename[_LATE]_userID_text.html; several files of one student belong together
Moodle    Full Name_ID_assignsubmission_file/..., or the same prefix before each file's name; before the name
          there can be a group, GroupName_ID_
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.errors import UnreadableError, UsageError
from grader.intake.archives import Budget, class_zip
from grader.intake.files import Item, Refusal, file_item, read_bytes, suffix_of
from grader.intake.formats import seems_answers, seems_paper
from grader.intake.names import clean, is_ignored, student_key
from grader.intake.problems import problem
from grader.model import Problem, Text

_CANVAS = re.compile(r"(?P<name>.+?)(?P<late>_LATE)?_(?P<id>\d+)_(?:\d+_(?P<file>.+)|(?P<form>(?:text|link)\.html))")
_ANONYMOUS = re.compile(r"(?P<late>LATE_)?(?P<name>anon)_(?P<id>[A-Za-z0-9]+)_\d+_(?P<file>.+)")
_MOODLE = re.compile(
    r"(?:.+_\d+_)?(?P<name>.+)_(?P<id>\d+)_assignsubmission_(?:file|(?P<form>onlinetext))_?(?P<file>.*)"
)

# What lies beside submissions: rosters, notes, metadata of the export.
_BESIDE = {".csv", ".xlsx", ".xls", ".md", ".json", ".yml", ".yaml", ".toml", ".log", ".sqlite", ".db"}


_MOST_NAMED = 5  # of those who share a student's name, in a message


@dataclass(frozen=True, slots=True)
class Entry:
    """What one student of a class handed in; `grader.intake.read` reads it."""

    student: str  # unique in the class; from an LMS 'name_ID', so that namesakes differ and exports find the ID
    path: Path  # the student's file, folder or zip; with `files`, the folder or zip of the whole class
    files: tuple[tuple[str, str], ...] = ()  # each file: its name without the LMS's prefix, its name below `path`
    is_folder: bool = False  # `files` are a folder's, even when there is only one
    lms_id: str = ""
    late: bool = False  # as Canvas marks it
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Top:
    """A file or folder at the top of a class; in a zip with its files: name within, path in the zip."""

    name: str
    is_folder: bool
    inside: tuple[tuple[str, str], ...] = ()
    is_answers: bool = False  # to a quiz, among the .json that may lie beside submissions


@dataclass(slots=True)
class _Handed:
    """All that an LMS exported of one student."""

    lms_id: str
    late: bool = False
    files: list[tuple[str, _Top]] = field(default_factory=list)  # name without prefix
    forms: list[tuple[str, _Top]] = field(default_factory=list)  # typed into a form; count when there is no file


_Parser = Callable[[_Top], re.Match[str] | None]


def discover(path: Path) -> list[Entry]:
    """One entry per student, sorted by key; empty when there is none. Files are found here, not read.

    Raises UsageError when `path` is no folder and no zip, UnreadableError when the folder or zip cannot be listed.
    """
    shown = clean(str(path))
    is_folder = os.path.isdir(path)
    if not os.path.exists(path):
        raise UsageError(
            Text(
                f"There is no folder or zip {shown}. Check the path.",
                f"{shown} 폴더나 zip이 없습니다. 경로를 확인하십시오.",
            )
        )
    if not is_folder and suffix_of(path.name) != ".zip":
        raise UsageError(
            Text(
                f"{shown} is one file; a class is a folder or a zip with an entry per student.",
                f"{shown}: 파일 하나입니다. 학생마다 항목이 하나씩 있는 폴더나 zip이 필요합니다.",
            )
        )
    try:
        root, tops = _unwrapped_folder(path) if is_folder else (path, _unwrapped_zip(path))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UnreadableError(
            Text(
                f"{shown} cannot be listed ({why}). Check its permissions.",
                f"{shown} 목록을 읽을 수 없습니다({why}). 권한을 확인하십시오.",
            )
        ) from None
    except Refusal as refusal:
        raise UnreadableError(refusal.problem.text) from None
    parser = _parser_for(tops)
    entries = _exported(root, tops, parser) if parser else _plain(root, tops)
    return sorted(entries, key=lambda entry: entry.student)


# --- what lies at the top ------------------------------------------------------------------------------------------


def _unwrapped_folder(folder: Path) -> tuple[Path, list[_Top]]:
    """An export that was unpacked into a folder of its own is found there. Raises OSError."""
    tops = _children(folder)
    if len(tops) == 1 and tops[0].is_folder and not _parser_for(tops):
        within = _children(folder / tops[0].name)
        if _parser_for(within):
            return folder / tops[0].name, within
    return folder, tops


def _children(folder: Path) -> list[_Top]:
    with os.scandir(folder) as found:
        tops = [_top(one) for one in found if not is_ignored(one.name)]
    return sorted(tops, key=_order)


def _top(found: os.DirEntry[str]) -> _Top:
    is_folder = found.is_dir(follow_symlinks=False)
    is_answers = False
    if suffix_of(found.name) == ".json" and not is_folder:
        is_answers = _holds_answers(file_item(Path(found.path), found.name))
    return _Top(found.name, is_folder, is_answers=is_answers)


def _holds_answers(item: Item) -> bool:
    """Whether a .json beside submissions is one; an empty one, or a paper, may have been meant to be."""
    try:
        data = read_bytes(item)
    except Refusal:
        return False
    return not data.strip() or seems_answers(data) or seems_paper(data)


def _order(top: _Top) -> tuple[str, str]:
    return clean(top.name), top.name


def _unwrapped_zip(path: Path) -> list[_Top]:
    """A class that was zipped as one folder is found in it. Raises Refusal."""
    with class_zip(path, Budget(clean(path.name))) as items:
        paths = sorted(name for name in items if not any(is_ignored(part) for part in name.split("/")))
        tops = _tops(paths, "")
        if len(tops) == 1 and tops[0].is_folder and not _parser_for(tops):
            tops = _tops(paths, f"{tops[0].name}/")
        return [_with_answers(top, items) for top in tops]


def _with_answers(top: _Top, items: Mapping[str, Item]) -> _Top:
    if top.is_folder or suffix_of(top.name) != ".json":
        return top
    return replace(top, is_answers=_holds_answers(items[top.inside[0][1]]))


def _tops(paths: Sequence[str], below: str) -> list[_Top]:
    files: list[_Top] = []
    folders: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in paths:
        first, slash, rest = path.removeprefix(below).partition("/")
        if slash:
            folders[first].append((rest, path))
        else:
            files.append(_Top(first, False, ((first, path),)))
    tops = files + [_Top(name, True, tuple(inside)) for name, inside in folders.items()]
    return sorted(tops, key=_order)


# --- plain classes -------------------------------------------------------------------------------------------------


def _plain(root: Path, tops: Sequence[_Top]) -> list[Entry]:
    """Several of one name are not merged: each gets a key of its own, and is told so."""
    by_key: dict[str, list[_Top]] = defaultdict(list)
    for top in tops:
        if not _is_beside(top):
            by_key[student_key(top.name if top.is_folder else os.path.splitext(top.name)[0])].append(top)
    taken = dict.fromkeys(by_key, 1)
    entries = []
    for key, same in by_key.items():
        for number, top in enumerate(same):
            own = key
            problems: tuple[Problem, ...] = ()
            if len(same) > 1:
                problems = (problem("duplicate-student", file=clean(top.name), others=_others(top, same)),)
                own = key if number == 0 else _free(student_key(top.name), taken)
            path = root if top.inside else root / top.name
            entries.append(Entry(own, path, top.inside, top.is_folder, problems=problems))
    return entries


def _others(top: _Top, same: Sequence[_Top]) -> str:
    """The names of the others; of many, the first."""
    names = [f"`{clean(other.name)}`" for other in same[: _MOST_NAMED + 1] if other is not top]
    return ", ".join(names[:_MOST_NAMED]) + (", …" if len(same) > _MOST_NAMED + 1 else "")


def _free(key: str, taken: dict[str, int]) -> str:
    """A key that nobody has. `taken`: each key, and the last number that was tried after it."""
    free = key
    while free in taken:
        taken[key] += 1
        free = f"{key} ({taken[key]})"
    taken[free] = 1
    return free


def _is_beside(top: _Top) -> bool:
    name = top.name.lower()
    if top.is_folder or top.is_answers:
        return False
    return suffix_of(name) in _BESIDE or name.startswith("readme")


# --- exports of learning management systems ------------------------------------------------------------------------


def _canvas(top: _Top) -> re.Match[str] | None:
    return None if top.is_folder else _CANVAS.fullmatch(top.name) or _ANONYMOUS.fullmatch(top.name)


def _moodle(top: _Top) -> re.Match[str] | None:
    return _MOODLE.fullmatch(top.name)


def _parser_for(tops: Sequence[_Top]) -> _Parser | None:
    """The LMS that gave all of these their names, if one did."""
    submissions = [top for top in tops if not _is_beside(top)]
    for parser in (_canvas, _moodle):
        if submissions and all(parser(top) for top in submissions):
            return parser
    return None


def _exported(root: Path, tops: Sequence[_Top], parser: _Parser) -> list[Entry]:
    students: dict[str, _Handed] = {}
    for top in tops:
        found = parser(top)
        if found is None:
            continue
        handed = students.setdefault(student_key(f"{found['name']}_{found['id']}"), _Handed(found["id"]))
        parts = found.groupdict()
        handed.late |= bool(parts.get("late"))
        form = parts.get("form")
        (handed.forms if form else handed.files).append((clean(parts["file"] or form or top.name), top))
    return [_entry(root, key, handed) for key, handed in students.items()]


def _entry(root: Path, key: str, handed: _Handed) -> Entry:
    chosen = handed.files or handed.forms
    first = chosen[0][1]
    if first.is_folder and not first.inside:  # on disk: the folder is the student's
        return Entry(key, root / first.name, lms_id=handed.lms_id, late=handed.late)
    files: list[tuple[str, str]] = []
    for shown, top in chosen:
        if top.is_folder:
            files += top.inside
        else:
            files.append((shown, top.inside[0][1] if top.inside else top.name))
    return Entry(key, root, tuple(files), first.is_folder, handed.lms_id, handed.late)
