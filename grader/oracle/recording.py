"""The recorded observations of one task: what a student bundle holds in place of the code that made them.

One zip archive. `index.json` says who answers which check with which observation, by number; observation 7 is `7.json`
and, where it holds tensors, `7.safetensors`, as `grader.checks.observation` puts them on the wire. Equal observations
are kept once. The same recording is the same bytes, whenever it is written.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from grader.checks.observation import Malformed, Wire
from grader.jsonable import from_json, to_json
from grader.model import Text

FILE = "recorded.zip"
SCHEMA_VERSION = 1

_INDEX = "index.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can tell: the hour of a release is nobody's business
_UNREADABLE = (OSError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, RecursionError, EOFError, Malformed)


class Unreadable(Exception):
    """A recording that is not there, or is damaged."""


class OtherSchema(Unreadable):
    """A recording whose form this grader does not know; `grader` is the version that wrote it."""

    def __init__(self, grader: str) -> None:
        super().__init__(grader)
        self.grader = grader


@dataclass(frozen=True, slots=True)
class Mistake:
    """What a misconception does in a check."""

    fails: bool
    observation: int | None  # None where it passes, where it raises, and where no result would explain another


@dataclass(frozen=True, slots=True)
class Answers:
    """How our own implementations answer one check with one seed. Numbers are those of observations."""

    reference: int
    accepted: Mapping[str, int | None]  # those named by `like`; None where it raises
    misconceptions: Mapping[str, Mistake]


@dataclass(frozen=True, slots=True)
class Index:
    """What a recording holds, and what it holds for."""

    grader: str  # the version that recorded
    machinery: str  # a hash of the draws and probes that recorded
    files: Mapping[str, str]  # hashes of the texts of checks.py and task.toml
    explanations: Mapping[str, Text]  # of misconceptions
    answers: Mapping[str, Mapping[str, Answers]]  # seed -> check -> answers

    @property
    def seeds(self) -> list[int]:
        return [int(seed) for seed in self.answers]


class Recording:
    """A recording on disk. Observations are read when they are asked for."""

    def __init__(self, path: Path) -> None:
        """Raises Unreadable, also for a part that does not have the checksum it was written with; OtherSchema."""
        try:
            self._archive = zipfile.ZipFile(BytesIO(path.read_bytes()))
            if (damaged := self._archive.testzip()) is not None:
                raise Unreadable(damaged)
            data = json.loads(self._archive.read(_INDEX))
            if data.pop("schema_version") != SCHEMA_VERSION:
                raise OtherSchema(str(data["grader"]))
            self.index = from_json(Index, data)
        except (*_UNREADABLE, AttributeError, TypeError) as error:
            raise Unreadable(str(error)) from None

    def observation(self, number: int) -> Wire:
        """Raises Unreadable."""
        names = self._archive.NameToInfo
        blob = f"{number}.safetensors"
        try:
            wire = Wire(self._archive.read(f"{number}.json"), self._archive.read(blob) if blob in names else b"")
            wire.tree  # noqa: B018  one that cannot be taken apart is found here
            return wire
        except _UNREADABLE as error:
            raise Unreadable(str(error)) from None


def recorded(index: Index, observations: Iterable[Wire]) -> bytes:
    """The bytes of a recording."""
    document = {"schema_version": SCHEMA_VERSION, **_fields(index)}
    members = {_INDEX: json.dumps(document, ensure_ascii=False, indent=1).encode()}
    for number, wire in enumerate(observations):
        members[f"{number}.json"] = wire.text
        if wire.blob:
            members[f"{number}.safetensors"] = wire.blob
    return zipped(members)


def _fields(index: Index) -> dict[str, object]:
    document = to_json(index)
    assert isinstance(document, dict)
    return dict(document)


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip archive: the same members in the same order are the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is written
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def text_hash(text: str) -> str:
    """Of a text as Python reads it: another way of ending lines is no other text."""
    return hashlib.sha256(text.encode()).hexdigest()
