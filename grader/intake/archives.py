"""Zips, read in memory and never unpacked to disk, so that no member's name can lead anywhere.

Headers lie: sizes are counted while reading, and the table of contents itself is read under a limit.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from grader.intake.files import (
    MB,
    MOST_BYTES,
    MOST_FILES,
    MOST_LEVELS,
    Item,
    Listing,
    Refusal,
    may_be_read,
    refuse_special,
    too_large,
)
from grader.intake.names import clean, is_ignored
from grader.intake.problems import problem

_CHUNK = 64 * 1024
_READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # bzip2 and LZMA cannot be unpacked a bounded piece at a time
_ENCRYPTED = 0x1  # in a member's flags
_MOST_CLASS_FILES = 200_000


@dataclass(slots=True)
class Budget:
    """Bytes that may still be unpacked: one for all of a submission, however many zips it comes in."""

    name: str  # of the submission, for messages
    left: int = MOST_BYTES

    def spend(self, count: int) -> None:
        """Raises Refusal when nothing is left."""
        self.left -= count
        if self.left < 0:
            raise Refusal(problem("total-too-large", file=self.name, limit=MOST_BYTES // MB))


def list_zip(data: bytes, name: str, budget: Budget) -> Listing:
    """All .py, .ipynb and .zip members of one student's zip, sorted; reading them spends from the budget.

    Raises Refusal for an archive that is damaged, encrypted, hostile or too big. `name` is what messages call it.
    """
    archive = _open(io.BytesIO(data), name, MOST_FILES)  # nothing to close: it lives in memory
    members = archive.infolist()
    if len(members) > MOST_FILES:
        raise Refusal(problem("too-many-files", file=name, limit=MOST_FILES))
    for member in members:
        _check(member, name)
    if sum(member.file_size for member in members) > MOST_BYTES:
        raise Refusal(problem("total-too-large", file=name, limit=MOST_BYTES // MB))

    listing = Listing()
    by_path = {_path(member): member for member in members if not member.is_dir()}  # unpacking, the last one stays
    for path, member in by_path.items():
        if any(is_ignored(part) for part in path.split("/")):
            continue
        if may_be_read(path):
            listing.items.append(_item(archive, member, path, name, budget))
        else:
            listing.others += 1
    listing.items = listing.settled()
    return listing


@contextmanager
def class_zip(path: Path, budget: Budget) -> Iterator[dict[str, Item]]:
    """The files of a zip that holds a whole class, by their paths inside, readable within the `with` and the budget.

    One with an unsafe path is found without its `..`, unless another has that name, and refuses to be read. Raises
    Refusal when the zip is damaged or holds more files than a class hands in.
    """
    name = clean(path.name)
    try:
        file = path.open("rb")
    except OSError as error:
        raise Refusal(problem("unreadable-file", file=name, reason=error.strerror or type(error).__name__)) from None
    with file, _open(file, name, _MOST_CLASS_FILES) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        yield {
            inside: _item(archive, member, inside, inside, budget)
            for member in sorted(members, key=_is_unsafe, reverse=True)  # what comes later takes the name
            if (inside := _path(member))
        }


class _Guarded:
    """A file that refuses to read a table of contents larger than so many members can have."""

    def __init__(self, file: IO[bytes], name: str, members: int) -> None:
        self._file, self._name, self._members = file, name, members
        self.seek, self.tell, self.seekable, self.close = file.seek, file.tell, file.seekable, file.close

    def read(self, size: int = -1) -> bytes:
        if size > self._members * 1024:
            raise Refusal(problem("too-many-files", file=self._name, limit=self._members))
        return self._file.read(size)


def _open(file: IO[bytes], name: str, members: int) -> zipfile.ZipFile:
    """With names as UTF-8 where they are (macOS does not say so), else CP949 (Korean Windows does not either)."""
    guarded = cast(IO[bytes], _Guarded(file, name, members))
    for encoding in ("utf-8", "cp949", None):
        try:
            return zipfile.ZipFile(guarded, metadata_encoding=encoding)
        except UnicodeDecodeError:
            continue
        except Refusal:
            raise
        except Exception as error:
            raise Refusal(problem("zip-corrupt", file=name, reason=_reason(error))) from None
    raise Refusal(problem("zip-corrupt", file=name, reason="file names"))


def _check(member: zipfile.ZipInfo, name: str) -> None:
    _refuse_unsafe(member, name)
    if _path(member).count("/") > MOST_LEVELS:
        raise Refusal(problem("too-deep", file=name, limit=MOST_LEVELS))
    if member.flag_bits & _ENCRYPTED:
        raise Refusal(problem("zip-encrypted", file=name))


def _refuse_unsafe(member: zipfile.ZipInfo, name: str) -> None:
    if _is_unsafe(member):
        raise Refusal(problem("zip-unsafe-path", file=name, member=clean(member.orig_filename)[:80]))


def _is_unsafe(member: zipfile.ZipInfo) -> bool:
    raw = member.orig_filename.replace("\\", "/")
    return raw.startswith("/") or ".." in raw.split("/") or re.match(r"[A-Za-z]:", raw) is not None or "\0" in raw


def _path(member: zipfile.ZipInfo) -> str:
    parts = (clean(part) for part in member.filename.replace("\\", "/").split("/"))
    return "/".join(part for part in parts if part not in {"", ".", ".."})


def _item(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str, name: str, budget: Budget) -> Item:
    return Item(path, member.file_size, lambda limit: _unpacked(archive, member, path, name, limit, budget))


def _unpacked(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str, name: str, limit: int, budget: Budget
) -> bytes:
    _refuse_unsafe(member, name)
    refuse_special(member.external_attr >> 16, path)
    if member.flag_bits & _ENCRYPTED:
        raise Refusal(problem("zip-encrypted", file=name))
    if member.compress_type not in _READABLE:
        raise Refusal(problem("zip-unsupported", file=name, reason=f"method {member.compress_type}"))
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(member) as stream:
            while part := stream.read(_CHUNK):
                size += len(part)
                budget.spend(len(part))
                if size > limit:
                    raise Refusal(too_large(path, limit))
                parts.append(part)
    except Refusal:
        raise
    except Exception as error:
        raise Refusal(problem("zip-corrupt", file=name, reason=_reason(error))) from None
    return b"".join(parts)


def _reason(error: Exception) -> str:
    return clean(str(error))[:80] or type(error).__name__
