"""One student's file, notebook, folder or zip -> a Submission. Bad input is an answer, never an exception."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.intake.archives import Budget, class_zip, list_zip
from grader.intake.bindings import MOST_DOTTED, Import
from grader.intake.classes import Entry
from grader.intake.decoding import declares_encoding, decode, undecodable_at
from grader.intake.files import (
    LIMITS,
    MB,
    MOST_ANSWERS,
    MOST_BYTES,
    Item,
    Listing,
    Refusal,
    distinct,
    file_item,
    list_folder,
    read_bytes,
    suffix_of,
)
from grader.intake.formats import foreign, seems_answers, seems_notebook, seems_paper
from grader.intake.magics import strip_magics
from grader.intake.modules import module_names
from grader.intake.names import clean, student_key
from grader.intake.notebook import read_notebook
from grader.intake.problems import problem, thinned, unit_of
from grader.intake.syntax import MOST_CODE, MOST_STATEMENTS, MOST_WORDS, Fault, analyse, words_of
from grader.model import Attachment, Place, Problem, Source, Submission, Text

MOST_TOTAL_CODE = 4 * MOST_CODE
MOST_TOTAL_WORDS = 3 * MOST_WORDS
LEAST_CHARGED = 512  # characters that a text counts for at least, so that there is an end of empty cells and files
_PAGES = frozenset({".html", ".htm"})
_FAULTS = frozenset({"syntax-error", "nested-too-deeply", "too-many-words", "name-too-long"})


@dataclass(slots=True)
class _Found:
    """What has been read so far."""

    name: str  # of the whole, for messages
    unpacking: Budget
    blobs: list[tuple[str, bytes]] = field(default_factory=list)  # .py and .ipynb
    attachments: list[Attachment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sha256: str = ""
    bytes_left: int = MOST_BYTES
    code_left: int = MOST_TOTAL_CODE
    words_left: int = MOST_TOTAL_WORDS

    def add(self, file: str, data: bytes) -> None:
        """Raises Refusal when all files together are too large."""
        self.bytes_left -= len(data)
        if self.bytes_left < 0:
            raise Refusal(problem("total-too-large", file=self.name, limit=MOST_BYTES // MB))
        self.blobs.append((file, data))


@dataclass(frozen=True, slots=True)
class _Text:
    """One script or one cell."""

    file: str
    cell: int | None
    text: str


def read(source: Path | Entry, *, student: str | None = None, leave_out: Collection[Path] = ()) -> Submission:
    """What a student handed in. Never raises for bad input: `rejected` says why nothing could be read.

    A link that is given by its own path is followed; links inside a folder, and entries of a class that are links,
    are not. `sources` holds texts that are not Python too (a problem says so), as long as there is some Python beside
    them: nothing is ever taken from them. Folders in `leave_out`, real paths, are passed by where `source` holds them.
    """
    entry = source if isinstance(source, Entry) else _entry_of(source)
    name = clean(entry.path.name) or "."
    found = _Found(name, Budget(name))
    rejected: Problem | None = None
    sources: tuple[Source, ...] = ()
    try:
        _gather(entry, found, leave_out)
        sources = tuple(_sources(found))
        if not sources and found.attachments:
            pass  # answers to a quiz, and no code
        elif not sources:
            rejected = found.problems.pop(0) if found.problems else problem("no-python-files", file=name)
        elif not any(analyse(one.text).statements for one in sources):
            sources, rejected = (), None if found.attachments else _codeless(found)
    except Refusal as refusal:
        rejected = refusal.problem
    return Submission(
        student=student_key(student if student is not None else entry.student),
        origin=clean(str(entry.path)) if not entry.files else f"{clean(str(entry.path))}: {entry.files[0][1]}",
        sha256=found.sha256,
        sources=sources,
        problems=thinned([*entry.problems, *found.problems]),
        rejected=rejected,
        attachments=() if rejected is not None else tuple(found.attachments),
    )


def _codeless(found: _Found) -> Problem:
    """Why there is not one statement in all the texts."""
    fault = next((one for one in found.problems if one.code in _FAULTS), None)
    if fault is None:
        return problem("no-code", file=found.name)
    found.problems.remove(fault)
    return fault


def _entry_of(path: Path) -> Entry:
    resolved = Path(os.path.realpath(path)) if os.path.exists(path) else path.absolute()
    is_file = not os.path.isdir(resolved) and suffix_of(path.name) in LIMITS
    shown = path.name or resolved.name
    return Entry(os.path.splitext(shown)[0] if is_file else shown, resolved)


# --- bytes ---------------------------------------------------------------------------------------------------------


def _gather(entry: Entry, found: _Found, leave_out: Collection[Path]) -> None:
    """Raises Refusal."""
    path = entry.path
    single = len(entry.files) == 1 and not entry.is_folder
    if not entry.files:
        if not os.path.lexists(path):
            raise Refusal(problem("missing-file", file=clean(str(path))))
        if os.path.isdir(path) and not os.path.islink(path):
            listing = list_folder(path, found.name, leave_out)
            _refuse_empty(listing, found.name)
            _read_items(listing, found, single=False)
        else:
            _read_items(Listing([file_item(path, found.name)]), found, single=True)
    elif os.path.isdir(path):
        items = []
        for shown, actual in entry.files:
            try:
                items.append(file_item(path / actual, shown))
            except Refusal as refusal:
                found.problems.append(refusal.problem)
        _read_items(Listing(distinct(items)), found, single=single)
    else:
        with class_zip(path, Budget(found.name)) as members:
            items = [replace(members[inside], name=shown) for shown, inside in entry.files if inside in members]
            _read_items(Listing(distinct(items)), found, single=single)


def _read_items(listing: Listing, found: _Found, *, single: bool) -> None:
    """Raises Refusal where nothing is left to read: for a single file always, for several when all are too much."""
    found.problems += listing.problems
    digest = hashlib.sha256()
    for item in listing.items:
        if item.suffix not in LIMITS:
            if single:
                raise Refusal(_other_kind(item))
            continue
        try:
            data = read_bytes(item)
            if single:
                found.sha256 = hashlib.sha256(data).hexdigest()
            if item.suffix == ".json" and not _attached(data, item.name, found, single=single):
                continue
            if other := foreign(data, item.name, own=item.suffix):
                raise Refusal(other)
            digest.update(f"{item.name}\0{len(data)}\0".encode())
            digest.update(data)
            if item.suffix == ".zip":
                _read_zip(data, item.name, found, "" if single else f"{item.name}/")
            elif item.suffix != ".json":
                found.add(item.name, data)
        except Refusal as refusal:
            if single or refusal.problem.code == "total-too-large":
                raise
            if item.suffix != ".json" or refusal.problem.code == "paper":
                found.problems.append(refusal.problem)
    found.sha256 = found.sha256 or digest.hexdigest()


def _read_zip(data: bytes, name: str, found: _Found, prefix: str) -> None:
    """Raises Refusal when the archive as a whole cannot be read."""
    listing = list_zip(data, name, found.unpacking)
    _refuse_empty(listing, name)
    found.problems += listing.problems
    for item in listing.items:
        if item.suffix == ".zip":
            found.problems.append(problem("nested-zip", file=prefix + item.name))
            continue
        try:
            data = read_bytes(item)
            if item.suffix == ".json":
                _attached(data, prefix + item.name, found, single=False)
                continue
            if other := foreign(data, prefix + item.name, own=item.suffix):
                raise Refusal(other)
            found.add(prefix + item.name, data)
        except Refusal as refusal:
            if refusal.problem.code == "total-too-large":
                raise
            if item.suffix != ".json" or refusal.problem.code == "paper":
                found.problems.append(refusal.problem)


def _other_kind(item: Item) -> Problem:
    """Why a single file of a kind that is not read is refused."""
    if item.suffix in _PAGES and item.size <= LIMITS[".json"] and seems_paper(item.read(LIMITS[".json"])):
        return problem("paper", file=item.name)
    return problem("not-python", file=item.name)


def _attached(data: bytes, file: str, found: _Found, *, single: bool) -> bool:
    """Whether a .json is answers to a quiz, and was taken. Raises Refusal for a paper, and for a single file of no answers."""
    if seems_paper(data):
        raise Refusal(problem("paper", file=file))
    if single and not data.strip():
        raise Refusal(problem("empty-file", file=file))
    if not seems_answers(data):
        if single:
            raise Refusal(problem("not-answers", file=file))
        return False  # a configuration, a data set's list
    found.bytes_left -= len(data)
    if found.bytes_left < 0:
        raise Refusal(problem("total-too-large", file=found.name, limit=MOST_BYTES // MB))
    if len(found.attachments) == MOST_ANSWERS:
        if not any(one.code == "too-many-answers" for one in found.problems):
            found.problems.append(problem("too-many-answers", file=found.name, limit=MOST_ANSWERS))
        return False
    decoded = decode(data, cookie=False)
    found.attachments.append(Attachment(file, decoded[0] if decoded is not None else data.decode("utf-8", "replace")))
    return True


def _refuse_empty(listing: Listing, name: str) -> None:
    if not listing.items and not listing.problems:
        raise Refusal(problem("no-python-files" if listing.others else "empty-folder", file=name))


# --- texts ---------------------------------------------------------------------------------------------------------


def _sources(found: _Found) -> Iterator[Source]:
    texts: list[_Text] = []
    for file, data in found.blobs:
        for text in _texts(file, data, found.problems):
            found.code_left -= max(len(text.text), LEAST_CHARGED)
            if found.code_left < 0:
                found.problems.append(problem("too-much-code", file=found.name, limit=MOST_TOTAL_CODE // 1024))
                break
            if (words := words_of(text.text)) <= MOST_WORDS:  # more are not parsed
                found.words_left -= words
            if found.words_left < 0:
                found.problems.append(problem("too-many-words-in-all", file=found.name, words=MOST_TOTAL_WORDS))
                break
            texts.append(text)
    imports: dict[str, list[Import]] = {text.file: [] for text in texts}
    for text in texts:
        analysis = analyse(text.text)
        if analysis.fault is not None:
            found.problems.append(_faulty(text, analysis.fault))
        imports[text.file] += [one for facts in analysis.statements for one in facts.imports]
    names, clashing = module_names(imports, os.path.splitext(found.name)[0])
    found.problems += [problem("shadows-library", file=file) for file in clashing]
    for text in texts:
        yield Source(names[text.file], text.file, text.cell, text.text)


def _texts(file: str, data: bytes, problems: list[Problem]) -> list[_Text]:
    """By the suffix, except where a script was saved under a notebook's name or the other way round."""
    stem, suffix = os.path.splitext(file)
    if suffix.lower() == ".py":
        if not seems_notebook(data) or isinstance(read_notebook(data, file), Problem):
            return _script(file, data, problems)
        kind, name = Text("a notebook", "노트북"), f"{stem}.ipynb"
        texts = _notebook(file, data, problems)
    else:
        decoded = decode(data) if not data.lstrip().startswith((b"{", b"[")) and len(data) <= MOST_CODE else None
        if decoded is None or not any(one.binds for one in analyse(decoded[0]).statements):
            return _notebook(file, data, problems)
        kind, name = Text("a Python script", "파이썬 스크립트"), f"{stem}.py"
        texts = _script(file, data, problems)
    problems.append(problem("misnamed", file=file, kind=kind, name=name.rpartition("/")[2]))
    return texts


def _script(file: str, data: bytes, problems: list[Problem]) -> list[_Text]:
    is_marker = file.rpartition("/")[2] == "__init__.py"  # an empty one makes a folder a package
    decoded = decode(data)
    if decoded is None:
        problems.append(problem("not-utf8", undecodable_at(data, file), file=file))
        return []
    text, encoding = decoded
    if "\0" in text:
        place = Place(file, None, text.count("\n", 0, text.index("\0")) + 1)
        problems.append(problem("nul-bytes", place, file=file))
    elif not text.strip() and not is_marker:
        problems.append(problem("empty-file", file=file))
    elif len(text) > MOST_CODE:
        problems.append(problem("too-much-code", file=file, limit=MOST_CODE // 1024))
    else:
        if encoding == "cp949" and not declares_encoding(data):
            problems.append(problem("read-as-cp949", file=file))
        return [_Text(file, None, _without_magics(file, text, problems))]
    return []


def _without_magics(file: str, text: str, problems: list[Problem]) -> str:
    """Colab's 'download as .py' leaves `!pip install` in: taken out where that makes the text Python."""
    if analyse(text).fault is not None:
        stripped, _ = strip_magics(text)
        if stripped != text and stripped.strip() and analyse(stripped).fault is None:
            problems.append(problem("magic-in-script", file=file))
            return stripped
    return text


def _notebook(file: str, data: bytes, problems: list[Problem]) -> list[_Text]:
    result = read_notebook(data, file)
    if isinstance(result, Problem):
        problems.append(result)
        return []
    cells, told = result
    problems += told
    return [_Text(file, cell.number, cell.text) for cell in cells]


def _faulty(text: _Text, fault: Fault) -> Problem:
    place = Place(text.file, text.cell, fault.line)
    unit = unit_of(text.cell)
    if fault.kind == "deep":
        return problem("nested-too-deeply", place, unit=unit)
    if fault.kind == "long":
        return problem("too-many-words", place, unit=unit, words=MOST_WORDS, statements=MOST_STATEMENTS)
    if fault.kind == "name":
        return problem("name-too-long", place, unit=unit, limit=MOST_DOTTED)
    return problem("syntax-error", place, unit=unit, reason=clean(fault.reason)[:200])
