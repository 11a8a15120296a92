"""Grading a class: submissions in, stored reports out, several workers side by side."""

from __future__ import annotations

import hashlib
import platform
import queue
import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from grader import __version__, intake, pipeline
from grader.catalog import Catalog, checks_text
from grader.errors import UsageError
from grader.model import Report, Submission, Task
from grader.oracle import Oracle
from grader.sandbox.worker import Mode, Worker
from grader.storage import Results, Run

Progress = Callable[[int, int, Report | None], None]


def run_batch(
    folder: Path,
    catalog: Catalog,
    results: Results,
    *,
    names: Sequence[str] = (),
    jobs: int = 2,
    resume: bool = False,
    mode: Mode = "bubblewrap",
    seed: int | None = None,
    progress: Progress = lambda done, total, report: None,
) -> Run:
    """Grade every submission in `folder` on the tasks named, or on all that anybody in the class answers.

    Each report is stored as soon as it is there; interrupted, a later call with `resume` goes on. Raises UsageError,
    EnvironmentFault, StorageFault.
    """
    workers = [Worker({task.name: checks_text(task) for task in catalog.select(names)}, mode=mode) for _ in range(jobs)]
    try:
        submissions = [intake.read(entry) for entry in intake.discover(folder)]
        if not submissions:
            raise UsageError(f"{folder} holds no submissions: put one file, folder or zip per student there")
        tasks = catalog.select(names)
        if not names:
            tasks = tuple(task for task in tasks if any(pipeline.answers(s, task) for s in submissions))
            if not tasks:
                raise UsageError(f"nothing in {folder} answers any task; name the tasks with --task")
        run = _open_run(folder, catalog, tasks, results, resume=resume, seed=seed, mode=mode)
        graded = results.graded(run.id)
        pending = [s for s in submissions if graded.get(s.student) != s.sha256]
        oracle = Oracle(catalog, seed=run.seed)
        done = len(submissions) - len(pending)
        progress(done, len(submissions), None)
        for submission, report in _graded(pending, tasks, workers, oracle):
            results.save(run.id, report, submission)
            done += 1
            progress(done, len(submissions), report)
        results.finish_run(run.id)
        return results.run(run.id)
    finally:
        for worker in workers:
            worker.close()


def _open_run(
    folder: Path,
    catalog: Catalog,
    tasks: Sequence[Task],
    results: Results,
    *,
    resume: bool,
    seed: int | None,
    mode: Mode,
) -> Run:
    origin = str(folder.resolve())
    hashes = {task.name: task_hash(catalog, task) for task in tasks}
    if resume:
        run = results.latest_run(origin=origin)
        if run is None:
            raise UsageError(f"there is no earlier run over {folder} in this database to resume; leave --resume out")
        if dict(run.tasks) != hashes:
            changed = sorted(
                name for name in hashes.keys() | run.tasks.keys() if hashes.get(name) != run.tasks.get(name)
            )
            raise UsageError(f"these tasks have changed since run {run.id}: {', '.join(changed)}; start a new run")
        return run
    return results.start_run(
        seed=secrets.randbits(63) if seed is None else seed,
        origin=origin,
        tasks=hashes,
        versions={"grader": __version__, "torch": version("torch"), "python": platform.python_version()},
        settings={"sandbox": mode},
    )


def task_hash(catalog: Catalog, task: Task) -> str:
    """A hash of everything that decides a task's verdicts."""
    digest = hashlib.blake2b(digest_size=16)
    files = [task.folder / "task.toml", task.folder / "checks.py", catalog.reference(task)]
    for file in [*files, *sorted(task.folder.glob("*/*.py"))]:
        digest.update(file.name.encode() + b"\0" + (file.read_bytes() if file.is_file() else b"") + b"\0")
    return digest.hexdigest()


def _graded(
    submissions: Sequence[Submission], tasks: Sequence[Task], workers: Sequence[Worker], oracle: Oracle
) -> Iterator[tuple[Submission, Report]]:
    """Grade on all workers at once; yields in the order in which reports become ready."""
    todo: queue.SimpleQueue[Submission] = queue.SimpleQueue()
    ready: queue.SimpleQueue[tuple[Submission, Report] | BaseException] = queue.SimpleQueue()
    for submission in submissions:
        todo.put(submission)
    stop = threading.Event()

    def work(worker: Worker) -> None:
        while not stop.is_set():
            try:
                submission = todo.get_nowait()
            except queue.Empty:
                return
            try:
                report = pipeline.grade(submission, tasks, worker=worker, oracle=oracle)
            except BaseException as error:  # goes up in the thread that stores and reports
                ready.put(error)
                return
            ready.put((submission, report))

    threads = [threading.Thread(target=work, args=(worker,), daemon=True) for worker in workers]
    for thread in threads:
        thread.start()
    try:
        for _ in submissions:
            item = ready.get()
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stop.set()
