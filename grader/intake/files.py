"""What lies in a submission, before anything is parsed: items with a name, a size and bounded bytes.

Nothing is trusted: links are not followed, only ordinary files are opened, and every read has a limit.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from grader.intake.names import clean, is_ignored
from grader.intake.problems import problem
from grader.model import Problem

MB = 1024 * 1024
# A notebook's outputs can be large. Of .json only answers to a quiz are read, and those only near the top.
LIMITS = {".py": 10 * MB, ".ipynb": 50 * MB, ".zip": 100 * MB, ".json": 2 * MB}
_DEEPEST_ANSWERS = 3  # folders: deeper down .json are data
MOST_JSON = 50  # files of .json that are looked into, for answers
MOST_ANSWERS = 10  # files of answers in one submission
MOST_BYTES = 100 * MB  # of one submission, unpacked
MOST_FILES = 2_000
MOST_ENTRIES = 20_000  # of a folder, whatever they are
MOST_LEVELS = 40


class Refusal(Exception):
    """This file, or all of a submission, cannot be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text.en)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Item:
    """One file: its relative path, cleaned, and a way to its bytes: `read(limit)` raises Refusal beyond the limit."""

    name: str
    size: int  # as declared
    read: Callable[[int], bytes]

    @property
    def suffix(self) -> str:
        return suffix_of(self.name)


@dataclass(slots=True)
class Listing:
    items: list[Item] = field(default_factory=list)  # of the kinds in LIMITS, and any single file that was asked for
    problems: list[Problem] = field(default_factory=list)
    others: int = 0  # files of other kinds

    def settled(self) -> list[Item]:
        """The items under names of their own. Of .json, which may be data, those likeliest to be answers are looked into."""
        code = [item for item in self.items if item.suffix != ".json"]
        data = sorted((item for item in self.items if item.suffix == ".json"), key=_unlike_answers)
        self.others += len(data[MOST_JSON:])
        return distinct([*code, *data[:MOST_JSON]])


def _unlike_answers(item: Item) -> tuple[bool, int, str]:
    return "answers" not in item.name.lower(), item.name.count("/"), item.name


def may_be_read(name: str) -> bool:
    """Whether a file of this relative name is of a kind that is read."""
    suffix = suffix_of(name)
    return suffix in LIMITS and (suffix != ".json" or name.count("/") <= _DEEPEST_ANSWERS)


def suffix_of(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def read_bytes(item: Item) -> bytes:
    """Raises Refusal when the item is larger than its kind may be, by its word or in truth."""
    limit = LIMITS[item.suffix]
    if item.size > limit:
        raise Refusal(too_large(item.name, limit))
    return item.read(limit)


def too_large(name: str, limit: int) -> Problem:
    return problem("too-large", file=name, limit=limit // MB)


def file_item(path: Path, name: str) -> Item:
    """Raises Refusal for anything but an ordinary file."""
    try:
        status = os.lstat(path)
    except OSError as error:
        raise Refusal(_unreadable(name, error)) from None
    refuse_special(status.st_mode, name)
    return Item(name, status.st_size, lambda limit: _read(path, name, limit))


def refuse_special(mode: int, name: str) -> None:
    """Raises Refusal for links, pipes, sockets and devices. A mode without a type (zips have it) is ordinary."""
    if stat.S_ISLNK(mode):
        raise Refusal(problem("symlink", file=name))
    if stat.S_IFMT(mode) and not stat.S_ISREG(mode):
        raise Refusal(problem("special-file", file=name))


def list_folder(root: Path, name: str, leave_out: Collection[Path] = ()) -> Listing:
    """All .py, .ipynb and .zip files below `root`, sorted, but for the folders in `leave_out`. Raises Refusal when there
    are too many."""
    listing = Listing()
    seen = 0
    waiting: list[tuple[Path, tuple[str, ...]]] = [(root, ())]
    while waiting:
        folder, above = waiting.pop()
        for child in _children(folder, "/".join(above) or name, listing.problems):
            seen += 1
            if seen > MOST_ENTRIES:
                raise Refusal(problem("too-many-files", file=name, limit=MOST_ENTRIES))
            parts = (*above, clean(child.name) or "unnamed")
            if is_ignored(child.name) or Path(child.path) in leave_out:
                continue
            if child.is_dir(follow_symlinks=False):
                if len(parts) > MOST_LEVELS:
                    listing.problems.append(problem("too-deep", file=name, limit=MOST_LEVELS))
                else:
                    waiting.append((Path(child.path), parts))
            else:
                _add(listing, Path(child.path), "/".join(parts))
    listing.items = listing.settled()
    if len(listing.items) > MOST_FILES:
        raise Refusal(problem("too-many-files", file=name, limit=MOST_FILES))
    return listing


def distinct(items: list[Item]) -> list[Item]:
    """Sorted by name, names that became equal by cleaning told apart."""
    taken: dict[str, int] = {}  # each name, and the last number that was tried after it
    result = []
    for item in sorted(items, key=lambda item: item.name):
        stem, suffix = os.path.splitext(item.name)
        name = item.name
        while name in taken:
            taken[item.name] += 1
            name = f"{stem} ({taken[item.name]}){suffix}"
        taken[name] = 1
        result.append(Item(name, item.size, item.read))
    return result


def _add(listing: Listing, path: Path, name: str) -> None:
    try:
        item = file_item(path, name)
    except Refusal as refusal:
        listing.problems.append(refusal.problem)
        return
    if may_be_read(item.name):
        listing.items.append(item)
    else:
        listing.others += 1


def _children(folder: Path, name: str, problems: list[Problem]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(_unreadable(name, error))
        return []


def _read(path: Path, name: str, limit: int) -> bytes:
    # The flags matter only if the file was exchanged since it was looked at; they do not exist on Windows.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(path, flags), "rb") as file:
            refuse_special(os.fstat(file.fileno()).st_mode, name)
            data = file.read(limit + 1)
    except OSError as error:
        raise Refusal(_unreadable(name, error)) from None
    if len(data) > limit:
        raise Refusal(too_large(name, limit))
    return data


def _unreadable(name: str, error: OSError) -> Problem:
    return problem("unreadable-file", file=name, reason=error.strerror or type(error).__name__)
