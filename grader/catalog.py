"""Finds the tasks: assignments/*/*/task.toml. Unknown and contradictory names are errors at once."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from grader import authored
from grader.errors import TaskDefect, UsageError
from grader.model import CheckText, Limits, Task, Text, Visibility, Withheld

QUIZ_FOLDER = "quiz"  # of a unit: holds questions, and is no task

_KEYS = {"order", "catalogue", "symbols", "forbidden", "title", "checks", "limits", "any_device", "withheld"}
_CHECK_KEYS = {"points", "visibility", "needs", "partial", "title", "hint"}


def course_root() -> Path:
    """The folder that holds assignments/: $GRADER_COURSE, else the nearest one upwards from here, else the checkout.

    Raises UsageError when there is none.
    """
    if chosen := os.environ.get("GRADER_COURSE"):
        if (Path(chosen) / "assignments").is_dir():
            return Path(chosen)
        raise UsageError(
            Text(
                f"GRADER_COURSE names {chosen}, where there is no assignments/ folder",
                f"GRADER_COURSE로 지정한 {chosen}에 assignments/ 폴더가 없습니다.",
            )
        )
    here = Path.cwd()
    for folder in (here, *here.parents, Path(__file__).resolve().parents[1]):
        if (folder / "assignments").is_dir():
            return folder
    raise UsageError(
        Text(
            "no assignments/ folder here or above; run inside a course, or set GRADER_COURSE to its folder",
            "이 폴더와 그 상위 폴더에 assignments/ 폴더가 없습니다. 과목 폴더 안에서 실행하거나 GRADER_COURSE로 그 폴더를 "
            "지정하십시오.",
        )
    )


def whole_course() -> Catalog:
    """The tasks around here, for what needs the references. Raises UsageError in a student bundle."""
    catalog = Catalog(course_root())
    if catalog.is_bundle:
        raise UsageError(
            Text(
                f"{catalog.root} is a student bundle, which holds no reference: `grader check` and `quiz take` work here, and this does "
                "not; go to the course itself, or set GRADER_COURSE to its folder",
                f"{catalog.root}: 학생용 묶음이며 참조 구현이 들어 있지 않습니다. 여기서는 `grader check`와 `grader quiz "
                "take`만 할 수 있습니다. "
                "과목 폴더로 가거나 GRADER_COURSE로 그 폴더를 지정하십시오.",
            )
        )
    return catalog


class Catalog:
    """All tasks of a course, in the course's order."""

    def __init__(self, root: Path) -> None:
        """Raises TaskDefect for a task.toml that does not hold together."""
        self.root = root
        files = sorted((root / "assignments").glob("*/*/task.toml"))
        found = [_task(path) for path in files if path.parent.name != QUIZ_FOLDER]
        _symbols_stand_alone(found)
        named = _units(root / "assignments" / "course.toml")
        self.units = tuple(dict.fromkeys([*named, *sorted({task.unit for task in found})]))
        self.tasks = tuple(sorted(found, key=lambda task: (self.units.index(task.unit), task.order, task.slug)))

    def task(self, name: str) -> Task:
        """The task of that name. Raises UsageError with near matches."""
        return self.select([name])[0]

    def select(self, names: Sequence[str]) -> tuple[Task, ...]:
        """The tasks named: 'unit/task', or 'unit' for all of it; all of them for no names. Raises UsageError."""
        if not names:
            return self.tasks
        chosen: dict[str, Task] = {}
        for name in names:
            matching = [task for task in self.tasks if name.strip("/") in (task.name, task.unit)]
            if not matching:
                known = [task.name for task in self.tasks] + [task.unit for task in self.tasks]
                near = difflib.get_close_matches(name, list(dict.fromkeys(known)), n=3, cutoff=0.4)
                raise UsageError(_unknown(name, near))
            chosen |= {task.name: task for task in matching}
        return tuple(chosen.values())

    @property
    def is_bundle(self) -> bool:
        """Whether this is what students get: public checks and recorded observations, and no code that answers them."""
        return any(task.withheld is not None for task in self.tasks)

    def reference(self, task: Task) -> Path:
        return reference_file(self.root, task.name)

    def variant(self, task: Task, kind: str, name: str) -> Path:
        """The file of a solution in misconceptions/ or accepted/."""
        return self.root / "assignments" / task.unit / task.slug / kind / f"{name}.py"


def reference_file(root: Path, name: str) -> Path:
    """Where a course keeps the reference of the task `name`."""
    return root / "reference" / f"{name}.py"


def _unknown(name: str, near: Sequence[str]) -> Text:
    listed = ", ".join(near)
    return Text(
        f"there is no task or unit called {name!r}; "
        + (f"did you mean {listed}?" if near else "`grader list` shows what there is"),
        f"{name!r}: 그런 과제나 단원이 없습니다. "
        + (f"이것을 찾으셨습니까? {listed}" if near else "`grader list`로 목록을 확인하십시오."),
    )


def checks_text(task: Task) -> str:
    """The text of a task's checks.py. Raises TaskDefect."""
    try:
        return (task.folder / "checks.py").read_text(encoding="utf-8")
    except OSError as error:
        raise TaskDefect(f"{task.name}: checks.py cannot be read: {error.strerror}") from error


def handed_out(task: Task, name: str) -> bytes:
    """A file of the task that students get as it is. Raises TaskDefect."""
    try:
        return (task.folder / name).read_bytes()
    except OSError as error:
        raise TaskDefect(
            Text(
                f"{task.name}: {name} cannot be read: {error.strerror}",
                f"{task.name}: {name} 파일을 읽을 수 없습니다: {error.strerror}",
            )
        ) from error


def starter_text(task: Task) -> str:
    """The text that students begin with; empty where there is none."""
    return _starter_text(task.folder)


@cache
def _starter_text(folder: Path) -> str:
    try:
        return (folder / "starter.py").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _units(path: Path) -> list[str]:
    """The units in course order; empty where the course does not say."""
    if not path.is_file():
        return []
    data = authored.load(path, "assignments/course.toml")
    authored.only(data, {"units"}, "assignments/course.toml")
    units = authored.as_kind(tuple[str, ...], data.get("units", ()), "assignments/course.toml: units")
    folders = {folder.name for folder in path.parent.iterdir() if folder.is_dir()}
    # A part of a course, a bundle say, lacks some units; one that is there and not named is named wrongly.
    for unit in set(units) - folders:
        near = difflib.get_close_matches(unit, sorted(folders - set(units)), n=1)
        if near:
            raise TaskDefect(f"assignments/course.toml: there is no unit {unit!r}, did you mean {near[0]!r}?")
    return list(units)


def _task(path: Path) -> Task:
    unit, slug = path.parent.parent.name, path.parent.name
    where = f"assignments/{unit}/{slug}/task.toml"
    data = authored.load(path, where)
    authored.only(data, _KEYS, where)
    try:
        names = list(data["checks"])
        task = Task(
            unit=unit,
            slug=slug,
            title=_text(data["title"], f"{where}: title"),
            catalogue=authored.as_kind(tuple[str, ...], data["catalogue"], f"{where}: catalogue"),
            symbols=authored.as_kind(tuple[str, ...], data["symbols"], f"{where}: symbols"),
            checks=tuple(_check(name, entry, names, where) for name, entry in data["checks"].items()),
            folder=path.parent,
            order=authored.as_kind(int, data["order"], f"{where}: order"),
            limits=_limits(data.get("limits", {}), where),
            forbidden=authored.as_kind(tuple[str, ...], data.get("forbidden", ()), f"{where}: forbidden"),
            any_device=authored.as_kind(bool, data.get("any_device", False), f"{where}: any_device"),
            withheld=authored.as_kind(Withheld, data["withheld"], f"{where}: withheld") if "withheld" in data else None,
        )
    except KeyError as error:
        raise TaskDefect(f"{where}: {error.args[0]} is missing") from error
    _public_stands_alone(task, where)
    _partial_are_there(task, where)
    return task


def _symbols_stand_alone(tasks: Sequence[Task]) -> None:
    """One notebook may answer a whole unit, so a name in it means one thing."""
    seen: dict[tuple[str, str], Task] = {}
    for task in tasks:
        for symbol in task.symbols:
            other = seen.setdefault((task.unit, symbol), task)
            if other is not task:
                raise TaskDefect(f"{other.name} and {task.name} both ask for {symbol}; a unit asks for each name once")


def _public_stands_alone(task: Task, where: str) -> None:
    """A public check that waited for a hidden one would be skipped for a reason that no student can see."""
    visibility = {check.name: check.visibility for check in task.checks}
    for check in task.checks:
        for needed in check.needs:
            if check.visibility is Visibility.PUBLIC and visibility[needed] is not Visibility.PUBLIC:
                raise TaskDefect(f"{where}: check {check.name} is public and needs {needed!r}, which is not")


def _partial_are_there(task: Task, where: str) -> None:
    """A misspelt name would leave a student without the points that are meant."""
    folder = task.folder / "misconceptions"
    if not folder.is_dir():  # a bundle has none
        return
    for check in task.checks:
        for name in check.partial:
            if not (folder / f"{name}.py").is_file():
                raise TaskDefect(
                    f"{where}: check {check.name}: partial names {name!r}, which is not in misconceptions/"
                )


def _check(name: str, entry: Mapping[str, Any], names: Sequence[str], where: str) -> CheckText:
    here = f"{where}: check {name}"
    authored.only(entry, _CHECK_KEYS, here)
    needs = authored.as_kind(tuple[str, ...], entry.get("needs", ()), f"{here}: needs")
    for needed in needs:
        if needed not in names[: names.index(name)]:
            raise TaskDefect(f"{here} needs {needed!r}, which is no check before it")
    try:
        points = authored.as_kind(float, entry["points"], f"{here}: points")
        if points < 0:
            raise TaskDefect(f"{here}: points are negative")
        partial = authored.as_kind(dict[str, float], entry.get("partial", {}), f"{here}: partial")
        if not all(0 < worth < points for worth in partial.values()):
            raise TaskDefect(f"{here}: partial needs points between 0 and {points:g}")
        return CheckText(
            name=name,
            title=_text(entry["title"], f"{here}: title"),
            hint=_text(entry["hint"], f"{here}: hint"),
            points=points,
            visibility=Visibility(entry["visibility"]),
            needs=needs,
            partial=partial,
        )
    except KeyError as error:
        raise TaskDefect(f"{here}: {error.args[0]} is missing") from error
    except ValueError as error:
        raise TaskDefect(f"{here}: {error}") from error


def _limits(entry: Mapping[str, Any], where: str) -> Limits:
    authored.only(entry, {field.name for field in fields(Limits)}, f"{where}: limits")
    return authored.as_kind(Limits, dict(entry), f"{where}: limits")


def _text(entry: Mapping[str, str], where: str) -> Text:
    if not isinstance(entry, Mapping) or not all(str(entry.get(key, "")).strip() for key in ("en", "ko")):
        raise TaskDefect(f"{where} needs a text in en and in ko")
    return Text(en=entry["en"].strip(), ko=entry["ko"].strip())
