"""Student bundles: what students get of a course, to check their work where no reference is.

    public     a task's files as students get them: public checks alone
    recorder   what our own implementations are seen to do by the public checks
    readme     the first page of a bundle

Practice questions go with them, with their answers: `grader.quiz.practice`. What a bundle holds is listed in one place, `_texts`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from grader.catalog import Catalog, handed_out
from grader.errors import EnvironmentFault, UsageError
from grader.model import Task
from grader.oracle.recording import FILE, Recording, zipped
from grader.quiz import practice
from grader.quiz.papers import practice_text

from .public import HANDED_OUT, public_checks, public_toml, toml_value
from .readme import README
from .recorder import recording

SEEDS = (0, 1, 2)  # those that `--seed` takes in a bundle, at most; the first is the default of `grader check`

Progress = Callable[[int, int, Task], None]


def release(
    catalog: Catalog,
    tasks: Sequence[Task],
    out: Path,
    *,
    cache: Path,
    seeds: Sequence[int] = SEEDS,
    progress: Progress = lambda done, total, task: None,
) -> dict[str, list[int]]:
    """Write the bundle of these tasks: a folder, or an archive with one folder in it where `out` ends in .zip. Returns
    the seeds that were recorded, by task.

    The same course gives the same bytes. `out` is there when all of it is, and not before. Raises UsageError when it is
    there already, TaskDefect for a task that cannot be handed out, EnvironmentFault where nothing can be written.
    """
    recorded: dict[str, list[int]] = {}
    out = Path(os.path.abspath(out))  # the name of "." is what the folder is called
    try:
        _refuse_to_overwrite(out)
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as scratch:
            made = Path(scratch) / out.stem
            _write(made, _texts(catalog, tasks))
            bundle = Catalog(made)
            for done, task in enumerate(tasks):
                progress(done, len(tasks), task)
                staged = bundle.task(task.name)
                path = staged.folder / FILE
                path.write_bytes(recording(staged, task, catalog, seeds=seeds, cache=cache))
                recorded[task.name] = Recording(path).index.seeds
            os.replace(_archived(made) if _is_archive(out) else made, out)
    except OSError as error:
        raise EnvironmentFault(f"{out} cannot be written: {error.strerror or error}") from error
    return recorded


def _is_archive(out: Path) -> bool:
    return out.suffix.lower() == ".zip"


def _refuse_to_overwrite(out: Path) -> None:
    if out.is_dir() and not _is_archive(out) and not any(out.iterdir()):
        return
    if out.exists():
        raise UsageError(f"{out} is there already; remove it first, or name another with --out")


def _texts(catalog: Catalog, tasks: Sequence[Task]) -> Iterator[tuple[str, bytes]]:
    """All that goes into a bundle besides recordings: path and content. What is not named here stays at home."""
    units = list(dict.fromkeys(task.unit for task in tasks))
    yield "README.md", README.encode()
    yield "assignments/course.toml", f"units = {toml_value(units)}\n".encode()
    for task in tasks:
        folder = f"assignments/{task.name}"
        for name in HANDED_OUT:
            yield f"{folder}/{name}", handed_out(task, name)
        yield f"{folder}/task.toml", public_toml(task).encode()
        yield f"{folder}/checks.py", public_checks(task).encode()
    for unit, papers in practice.of_tasks(catalog, [task.name for task in tasks]).items():
        yield f"assignments/{unit}/{practice.FILE}", practice_text(papers).encode()


def _write(root: Path, files: Iterator[tuple[str, bytes]]) -> None:
    for name, data in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _archived(folder: Path) -> Path:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    archive = folder.with_name(f"{folder.name}.zip")
    archive.write_bytes(zipped({path.relative_to(folder.parent).as_posix(): path.read_bytes() for path in files}))
    return archive
