"""Observations made by running our own code.

Computed once per (implementation, checks, seed), kept in memory and on disk under a hash of all that it depends on.
Only this module and the makers of given data import torch on the host, and only for what is not in the cache.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import os
import platform
import threading
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from grader.catalog import Catalog, checks_text
from grader.checks.observation import Observed, Wire, decode, encode
from grader.errors import TaskDefect
from grader.model import Task
from grader.timings import stage

from .questions import Questions
from .source import Variant, variants


@dataclass(frozen=True, slots=True)
class Raised:
    """An implementation of ours gave no observation."""

    what: str


class Computed:
    """A source that runs references, misconceptions and alternatives here. Safe to use from several threads."""

    def __init__(self, questions: Questions, catalog: Catalog, cache: Path | None = None) -> None:
        self._questions = questions
        self._catalog = catalog
        self._cache = cache
        self._lock = threading.RLock()
        self._misconceptions: dict[str, tuple[Variant, ...]] = {}
        self._memory: dict[tuple[str, str, str, str], Wire | Raised] = {}

    def prepare(self, tasks: Sequence[Task]) -> None:
        """Nothing to do: observations are made when they are asked for."""

    def misconceptions(self, task: Task) -> tuple[Variant, ...]:
        with self._lock:
            if task.name not in self._misconceptions:
                self._misconceptions[task.name] = variants(task, "misconceptions")
            return self._misconceptions[task.name]

    def reference(self, task: Task, check: str) -> Wire:
        made = self._made(task, check, "reference", task.slug)
        if isinstance(made, Raised):
            with self._lock:  # perhaps the machine's fault and not the file's: who asks again has it tried again
                self._memory.pop((task.name, check, "reference", task.slug), None)
            raise TaskDefect(f"{task.name}: the reference fails in {check}: {made.what}")
        return made

    def alternative(self, task: Task, check: str, name: str) -> Wire | None:
        made = self._made(task, check, "accepted", name)
        return None if isinstance(made, Raised) else made

    def mistake(self, task: Task, check: str, name: str) -> Observed | None:
        return self._mistake(task, check, name) if self.fails(task, check, name) else None

    def fails(self, task: Task, check: str, misconception: str) -> bool:
        theirs = self._mistake(task, check, misconception)
        if theirs is None:
            return True
        compare = self._questions.checks(task)[check].compare
        return not compare.accepts(theirs, self.reference(task, check).tree, self._questions.kept(task, check))

    def wire(self, task: Task, check: str, path: Path) -> Wire | Raised:
        """What the implementation in this file does, as it travels. Raises TaskDefect when it cannot be read."""
        try:
            code = path.read_bytes()
        except OSError as error:
            raise TaskDefect(f"{task.name}: {path.name} cannot be read: {error.strerror}") from error
        file = None
        if self._cache is not None:
            seed = str(self._questions.seed(task, check)).encode()
            parts = [code, checks_text(task).encode(), _machine(), machinery(), check.encode(), seed]
            file = self._cache / hashlib.blake2b(b"\0".join(parts), digest_size=20).hexdigest()
            if (found := _load(file)) is not None:
                return found
        try:
            with stage("references"):
                made = self._run(task, check, path.stem, code.decode("utf-8"))
        except Exception as error:
            return Raised(f"{type(error).__name__}: {error}")
        if file is not None:
            _store(file, made)
        return made

    def _mistake(self, task: Task, check: str, name: str) -> Observed | None:
        made = self._made(task, check, "misconceptions", name)
        return None if isinstance(made, Raised) else made.tree

    def _made(self, task: Task, check: str, kind: str, name: str) -> Wire | Raised:
        key = (task.name, check, kind, name)
        with self._lock:
            if key not in self._memory:
                catalog = self._catalog
                path = catalog.reference(task) if kind == "reference" else catalog.variant(task, kind, name)
                self._memory[key] = self.wire(task, check, path)
            return self._memory[key]

    def _run(self, task: Task, check: str, module: str, text: str) -> Wire:
        import torch

        from grader.sandbox.guest.compiler import put_off_compiler
        from grader.sandbox.guest.probing import observe
        from grader.sandbox.guest.program import load, unload

        put_off_compiler()
        torch.set_num_threads(1)  # as in the sandbox: sums in another order would differ in the last digits
        module = f"trusted_{module}"
        everything = list(range(len(ast.parse(text).body)))
        pieces = [{"module": module, "label": f"{module}.py", "text": text, "statements": everything}]
        impl, loader = load(pieces, dict.fromkeys(task.symbols, module))
        try:
            given = self._questions.given(task, check)
            shown: Observed = None if given is None else decode(*encode(dict(given.shown)))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what torch thinks of our mistakes concerns nobody who grades
                made = observe(self._questions.checks(task)[check], impl, self._questions.seed(task, check), shown)
            return Wire(*made)
        finally:
            unload(loader)


# Of grader.checks, what does not run while an implementation is observed: it looks at observations afterwards.
_AFTERWARDS = {"compare.py", "pictures.py", "trees.py"}


@cache
def machinery() -> bytes:
    """A hash of the code that an observation depends on besides the task's own."""
    package, digest = Path(__file__).resolve().parents[1], hashlib.blake2b(digest_size=16)
    words = [path for path in sorted((package / "checks").glob("*.py")) if path.name not in _AFTERWARDS]
    for path in [*words, package / "sandbox/guest/probing.py", package / "sandbox/guest/program.py"]:
        digest.update(path.read_bytes())
    return digest.digest()


def _machine() -> bytes:
    """What decides the last digits of an observation."""
    return " ".join([version("torch"), version("numpy"), platform.machine()]).encode()


def _load(file: Path) -> Wire | None:
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
    return Wire(body[4 : 4 + size], body[4 + size :])


def _store(file: Path, made: Wire) -> None:
    body = len(made.text).to_bytes(4) + made.text + made.blob
    partial = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(hashlib.blake2b(body, digest_size=20).digest() + body)
        partial.replace(file)
    except OSError:  # a full disk or a read-only one costs time, not grades
        with contextlib.suppress(OSError):
            partial.unlink()


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
