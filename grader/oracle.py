"""The trusted side: what the reference, a misconception or an accepted alternative is seen to do by a probe.

Computed once per (implementation, checks, seed), kept in memory and on disk under a hash of all that it depends on.
Only this module imports torch on the host, and only when something is not in the cache.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import os
import platform
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from grader.catalog import Catalog, checks_text
from grader.checks.language import Check, load_checks
from grader.checks.observation import Malformed, Observed, decode, encode
from grader.errors import TaskDefect
from grader.model import Task, Text
from grader.sandbox.jobs import Call, Plan


@dataclass(frozen=True, slots=True)
class Variant:
    """A solution that a task ships to test its tests: right (accepted/) or wrong on purpose (misconceptions/)."""

    name: str
    path: Path
    explanation: Text


def variants(task: Task, kind: str) -> tuple[Variant, ...]:
    """The files of misconceptions/ or accepted/, by name. Raises TaskDefect for one without an explanation."""
    return tuple(
        Variant(path.stem, path, _explanation(path, bilingual=kind == "misconceptions"))
        for path in sorted((task.folder / kind).glob("*.py"))
    )


def _explanation(path: Path, *, bilingual: bool) -> Text:
    try:
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    except (SyntaxError, UnicodeDecodeError) as error:
        raise TaskDefect(f"{path}: {error}") from error
    if not bilingual:
        return Text.same(docstring)
    lines = dict(line.split(": ", 1) for line in docstring.splitlines() if line[:4] in ("en: ", "ko: "))
    if set(lines) != {"en", "ko"}:
        raise TaskDefect(f"{path}: the docstring needs one line 'en: ...' and one line 'ko: ...'")
    return Text(lines["en"], lines["ko"])


class Oracle:
    """Observations of our own implementations. Safe to use from several threads."""

    def __init__(self, catalog: Catalog, *, seed: int, cache: Path | None = None) -> None:
        self.catalog = catalog
        self._seed = seed
        self._cache = cache
        self._lock = threading.RLock()
        self._checks: dict[str, dict[str, Check]] = {}
        self._misconceptions: dict[str, tuple[Variant, ...]] = {}
        self._memory: dict[tuple[str, str, str], Observed | _Raised] = {}
        self._made: dict[tuple[str, str], tuple[Mapping[str, Any], Mapping[str, Any]]] = {}

    def checks(self, task: Task) -> Mapping[str, Check]:
        """The task's checks. Raises TaskDefect when checks.py and task.toml name different ones."""
        with self._lock:
            if task.name not in self._checks:
                found = load_checks(checks_text(task), f"assignments/{task.name}/checks.py")
                named = [check.name for check in task.checks]
                if list(found) != named:
                    odd = sorted(set(found) ^ set(named)) or ["the order differs"]
                    raise TaskDefect(f"{task.name}: checks.py and task.toml disagree: {', '.join(odd)}")
                self._checks[task.name] = found
            return self._checks[task.name]

    def misconceptions(self, task: Task) -> tuple[Variant, ...]:
        """The task's misconceptions, read once. Raises TaskDefect."""
        with self._lock:
            if task.name not in self._misconceptions:
                self._misconceptions[task.name] = variants(task, "misconceptions")
            return self._misconceptions[task.name]

    def seed(self, task: Task, check: str, purpose: str = "draw") -> int:
        """The seed of one check's draws. One-way: it gives away neither the run's seed nor any other check's."""
        text = f"{self._seed}/{task.name}/{check}/{purpose}".encode()
        return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest()) >> 1

    def plan(self, task: Task, checks: tuple[str, ...]) -> Plan:
        """What is sent into the sandbox for these checks."""
        shown: dict[str, object] = {}
        for name in checks:
            if self.checks(task)[name].given is not None:
                shown[name] = self._make_given(task, name)[0]
        calls = tuple(Call(name, self.seed(task, name)) for name in checks)
        return Plan(task, calls, encode(shown) if shown else (b"", b""))

    def kept(self, task: Task, check: str) -> Mapping[str, Any]:
        """What the host kept back of the data that it made for a check; empty where it made none."""
        return {} if self.checks(task)[check].given is None else self._make_given(task, check)[1]

    def _make_given(self, task: Task, name: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        with self._lock:
            key = (task.name, name)
            if key not in self._made:
                from grader.checks.draw import Draw

                make = self.checks(task)[name].given
                assert make is not None
                given = make(Draw(self.seed(task, name, "given")))
                self._made[key] = (given.shown, given.kept)
            return self._made[key]

    def reference(self, task: Task, check: str) -> Observed:
        """What the reference does. Raises TaskDefect when it fails."""
        observed = self._observe(task, check, self.catalog.reference(task))
        if isinstance(observed, _Raised):
            raise TaskDefect(f"{task.name}: the reference fails in {check}: {observed.what}")
        return observed

    def variant(self, task: Task, check: str, path: Path) -> Observed | None:
        """What a misconception or alternative does; None when it raises."""
        observed = self._observe(task, check, path)
        return None if isinstance(observed, _Raised) else observed

    def _observe(self, task: Task, check: str, path: Path) -> Observed | _Raised:
        key = (task.name, check, str(path))
        with self._lock:
            if key not in self._memory:
                self._memory[key] = self._cached(task, check, path)
            return self._memory[key]

    def _cached(self, task: Task, check: str, path: Path) -> Observed | _Raised:
        try:
            code = path.read_bytes()
        except OSError as error:
            raise TaskDefect(f"{task.name}: {path.name} cannot be read: {error.strerror}") from error
        file = None
        if self._cache is not None:
            parts = [
                code,
                checks_text(task).encode(),
                _machinery(),
                check.encode(),
                str(self.seed(task, check)).encode(),
            ]
            file = self._cache / hashlib.blake2b(b"\0".join(parts), digest_size=20).hexdigest()
            if (found := _load(file)) is not None:
                return found
        try:
            tree, blob = self._run(task, check, path.stem, code.decode("utf-8"))
        except Exception as error:
            return _Raised(f"{type(error).__name__}: {error}")
        if file is not None:
            _store(file, tree, blob)
        return decode(tree, blob)

    def _run(self, task: Task, check: str, module: str, text: str) -> tuple[bytes, bytes]:
        import torch

        from grader.sandbox.guest.probing import observe
        from grader.sandbox.guest.program import load, unload

        torch.set_num_threads(1)  # as in the sandbox: sums in another order would differ in the last digits
        module = f"trusted_{module}"
        everything = list(range(len(ast.parse(text).body)))
        pieces = [{"module": module, "label": f"{module}.py", "text": text, "statements": everything}]
        impl, loader = load(pieces, dict.fromkeys(task.symbols, module))
        try:
            shown: Observed = None
            if self.checks(task)[check].given is not None:
                shown = decode(*encode(dict(self._make_given(task, check)[0])))
            return observe(self.checks(task)[check], impl, self.seed(task, check), shown)
        finally:
            unload(loader)


@dataclass(frozen=True, slots=True)
class _Raised:
    what: str


def _machinery() -> bytes:
    """What an observation depends on besides the task: versions, machine, and the code of draws and probes."""
    global _machinery_hash
    if _machinery_hash is None:
        digest = hashlib.blake2b(digest_size=16)
        for name in ("torch", "numpy"):
            digest.update(version(name).encode())
        digest.update(platform.machine().encode())
        for file in _source_files():
            digest.update(file.read_bytes())
        _machinery_hash = digest.digest()
    return _machinery_hash


_machinery_hash: bytes | None = None


def _source_files() -> Iterator[Path]:
    package = Path(__file__).parent
    yield from sorted((package / "checks").glob("*.py"))
    yield package / "sandbox/guest/probing.py"


def _load(file: Path) -> Observed | None:
    """A cached observation; None for one that is absent, cut short or altered."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    with contextlib.suppress(OSError):
        os.utime(file)  # what is used is kept, see `forget_unused`
    digest, body = data[:20], data[20:]
    if hashlib.blake2b(body, digest_size=20).digest() != digest:
        return None
    size = int.from_bytes(body[:4])
    try:
        return decode(body[4 : 4 + size], body[4 + size :])
    except Malformed:
        return None


def _store(file: Path, tree: bytes, blob: bytes) -> None:
    body = len(tree).to_bytes(4) + tree + blob
    partial = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(hashlib.blake2b(body, digest_size=20).digest() + body)
        partial.replace(file)
    except OSError:
        partial.unlink(missing_ok=True)  # a full disk costs time, not grades


def forget_unused(cache: Path, *, days: float = 30) -> None:
    """Remove observations that nobody asked for in so many days: of tasks since changed, of seeds tried once."""
    limit = time.time() - days * 86_400
    with contextlib.suppress(OSError):
        for file in os.scandir(cache):
            if file.stat().st_mtime < limit:
                os.unlink(file)


def cache_folder() -> Path:
    """Where observations are kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "grader" / "observations"
