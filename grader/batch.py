"""Grading a class: submissions in, stored reports out, several workers side by side."""

from __future__ import annotations

import hashlib
import platform
import queue
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from grader import __version__, intake, pipeline
from grader.catalog import Catalog
from grader.errors import UsageError
from grader.intake import Entry
from grader.jsonable import JSON
from grader.model import QUIZ, Problem, Report, Submission, Task, Text, quiz_task
from grader.oracle import Oracle
from grader.quiz.grading import Quizzes
from grader.sandbox.jobs import Job, Outcome
from grader.sandbox.launch import Device, Mode
from grader.sandbox.worker import Worker
from grader.storage import Results, Run
from grader.timings import stage

Progress = Callable[[int, int, Report | None], None]


def discover(folder: Path) -> list[Entry]:
    """The class: one entry for each student, nothing read yet. Raises UsageError, UnreadableError."""
    entries = intake.discover(folder)
    if not entries:
        raise UsageError(
            Text(
                f"{folder} holds no submissions: put one file, folder or zip per student there",
                f"{folder} 안에 제출물이 없습니다. 학생마다 파일, 폴더, zip 중 하나를 넣으십시오.",
            )
        )
    return entries


def run_batch(
    folder: Path,
    entries: Sequence[Entry],
    catalog: Catalog,
    results: Results,
    *,
    names: Sequence[str] = (),
    jobs: int = 2,
    resume: bool = False,
    mode: Mode = "bubblewrap",
    device: Device = "cpu",
    seed: int | None = None,
    progress: Progress = lambda done, total, report: None,
) -> Run:
    """Grade the submissions found in `folder` on the tasks and quizzes named, or on all that anybody in the class answers.

    Each report is stored as soon as it is there; interrupted, a later call with `resume` goes on. Raises UsageError,
    EnvironmentFault, StorageFault.
    """
    conditions = _conditions(mode, device)
    quizzes = Quizzes(catalog)
    run: Run | None = None
    if resume:
        run = _earlier_run(folder, catalog, quizzes, results, names=names, seed=seed, conditions=conditions)
    workers: list[Worker | None] = []
    try:
        possible = Scope.of(catalog, quizzes, names if run is None else list(run.tasks))
        if possible.quizzes:
            answered = quizzes.survey(map(_read, entries))
            if run is None and not names:
                possible = Scope(possible.tasks if quizzes.has_code else (), tuple(answered))
        # Answers to a quiz alone need no sandbox, but for code in their blanks.
        confined = possible.confined(quizzes)
        workers += (Worker.for_tasks(confined, mode=mode, device=device) if confined else None for _ in range(jobs))
        if run is None:
            scope = possible if names else _answered(possible, entries, folder, quizzes.unreadable)
            run = _new_run(folder, catalog, quizzes, results, scope=scope, seed=seed, conditions=conditions)
        scope = Scope.of(catalog, quizzes, list(run.tasks))
        graded = results.graded(run.id)
        oracle = Oracle(catalog, seed=run.seed)

        def grade(submission: Submission, worker: Worker | None) -> Report:
            return scope.grade(submission, quizzes, worker=worker, oracle=oracle)

        progress(0, len(entries), None)
        for done, item in enumerate(_graded(entries, graded, workers, grade), 1):
            if item is not None:
                submission, report = item
                with stage("store"):
                    results.save(run.id, report, submission)
            progress(done, len(entries), item and item[1])
        results.finish_run(run.id)
        return results.run(run.id)
    finally:
        for worker in workers:
            if worker is not None:
                worker.close()


class _NoWorker:
    """Where there is nothing to run."""

    def run(self, job: Job) -> list[Outcome]:
        raise AssertionError("a task is graded without a sandbox")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run is about: tasks, and the names of quizzes."""

    tasks: tuple[Task, ...]
    quizzes: tuple[str, ...]

    @classmethod
    def of(cls, catalog: Catalog, quizzes: Quizzes, names: Sequence[str]) -> Scope:
        """The tasks and quizzes named; all of them for no names. Raises UsageError."""
        tasks = [name for name in names if not name.startswith(QUIZ)]
        wanted = [name.removeprefix(QUIZ) for name in names if name.startswith(QUIZ)]
        for name in wanted:
            quizzes.issue(name)  # is it there?
        return cls(
            catalog.select(tasks) if tasks or not names else (),
            tuple(wanted if names else quizzes.names),
        )

    @property
    def names(self) -> list[str]:
        """Of tasks and quizzes, as a run stores them."""
        return [*(task.name for task in self.tasks), *map(quiz_task, self.quizzes)]

    def hashes(self, catalog: Catalog, quizzes: Quizzes) -> dict[str, str]:
        """By name, a hash of all that decides verdicts."""
        return {
            **{task.name: task_hash(catalog, task) for task in self.tasks},
            **{quiz_task(name): quizzes.hash(name) for name in self.quizzes},
        }

    def confined(self, quizzes: Quizzes) -> tuple[Task, ...]:
        """The tasks whose checks are run on code of students."""
        return tuple(dict.fromkeys([*self.tasks, *quizzes.code_tasks(self.quizzes)]))

    def grade(self, submission: Submission, quizzes: Quizzes, *, worker: Worker | None, oracle: Oracle) -> Report:
        """`worker` may be None where nothing is `confined`."""
        report = pipeline.grade(submission, self.tasks, worker=worker or _NoWorker(), oracle=oracle)
        return quizzes.added(report, submission, self.quizzes, worker=worker, oracle=oracle)


def _answered(possible: Scope, entries: Sequence[Entry], folder: Path, problems: Sequence[Problem]) -> Scope:
    """The tasks that anybody answers, and the quizzes, which all are. Submissions are read for this one at a time and read
    again when they are graded: a class need not fit into memory, and the sandbox is still starting."""
    answered: set[Task] = set()
    for entry in entries if possible.tasks else ():
        submission = _read(entry)
        answered |= {task for task in possible.tasks if task not in answered and pipeline.answers(submission, task)}
    if not answered and not possible.quizzes:
        raise UsageError(
            Text(
                f"nothing in {folder} answers any task or quiz that was issued here; name the tasks with --task"
                + "".join(f"\n{problem.text.en}" for problem in problems),
                f"{folder} 안에 과제나 여기서 만든 퀴즈의 답이 하나도 없습니다. --task로 과제를 지정하십시오."
                + "".join(f"\n{problem.text.ko}" for problem in problems),
            )
        )
    return replace(possible, tasks=tuple(task for task in possible.tasks if task in answered))


def _read(entry: Entry) -> Submission:
    with stage("read"):
        return intake.read(entry)


@dataclass(frozen=True, slots=True)
class _Conditions:
    """What a run is graded with, besides its tasks and its seed."""

    settings: Mapping[str, JSON]
    versions: Mapping[str, str]


def _conditions(mode: Mode, device: Device) -> _Conditions:
    versions = {"grader": __version__, "torch": version("torch"), "python": platform.python_version()}
    return _Conditions({"sandbox": mode, "device": device}, versions)


def _new_run(
    folder: Path,
    catalog: Catalog,
    quizzes: Quizzes,
    results: Results,
    *,
    scope: Scope,
    seed: int | None,
    conditions: _Conditions,
) -> Run:
    return results.start_run(
        seed=secrets.randbits(63) if seed is None else seed,
        origin=str(folder.resolve()),
        tasks=scope.hashes(catalog, quizzes),
        versions=conditions.versions,
        settings=conditions.settings,
    )


def _earlier_run(
    folder: Path,
    catalog: Catalog,
    quizzes: Quizzes,
    results: Results,
    *,
    names: Sequence[str],
    seed: int | None,
    conditions: _Conditions,
) -> Run:
    """The latest run over this folder. Raises UsageError where going on would grade some students otherwise."""
    run = results.latest_run(origin=str(folder.resolve()))
    if run is None:
        raise UsageError(
            Text(
                f"there is no earlier run over {folder} in this database to resume; leave --resume out",
                f"이 데이터베이스에는 {folder}를 채점하던 기록이 없습니다. --resume을 빼십시오.",
            )
        )
    if names and set(Scope.of(catalog, quizzes, names).names) != set(run.tasks):
        raise UsageError(
            Text(
                f"run {run.id} grades {', '.join(run.tasks)}; leave --task out to go on, or --resume for a new run",
                f"실행 {run.id}의 과제는 {', '.join(run.tasks)}입니다. 이어서 하려면 --task를, 새로 하려면 --resume을 빼십시오.",
            )
        )
    if seed is not None and seed != run.seed:
        raise UsageError(
            Text(
                f"run {run.id} has a seed of its own; leave --seed out to go on, or --resume for a new run",
                f"실행 {run.id}에는 이미 시드가 있습니다. 이어서 하려면 --seed를, 새로 하려면 --resume을 빼십시오.",
            )
        )
    then = {**run.versions, **run.settings}
    now = {**conditions.versions, **conditions.settings}
    for what in ("sandbox", "device", "grader", "torch"):
        if then.get(what, now[what]) != now[what]:
            raise UsageError(
                Text(
                    f"run {run.id} is graded with {what} {then[what]}, and this would be {now[what]}; go on as it began, or "
                    "leave --resume out for a new run",
                    f"실행 {run.id}의 채점 조건은 {what} {then[what]}인데 지금은 {now[what]}입니다. 처음과 같은 조건으로 이어서 "
                    "하거나 --resume을 빼고 새로 시작하십시오.",
                )
            )
    now_hashes = Scope.of(catalog, quizzes, list(run.tasks)).hashes(catalog, quizzes)
    changed = [name for name, known in run.tasks.items() if now_hashes[name] != known]
    if changed:
        raise UsageError(
            Text(
                f"these have changed since run {run.id}: {', '.join(changed)}; leave --resume out for a new run",
                f"실행 {run.id} 이후에 바뀐 것이 있습니다: {', '.join(changed)}. --resume을 빼고 새로 시작하십시오.",
            )
        )
    return run


def task_hash(catalog: Catalog, task: Task) -> str:
    """A hash of all files of a task that decide verdicts."""
    digest = hashlib.blake2b(digest_size=16)
    files = [task.folder / "task.toml", task.folder / "checks.py", catalog.reference(task)]
    for file in [*files, *sorted(task.folder.glob("*/*.py"))]:
        digest.update(file.name.encode() + b"\0" + (file.read_bytes() if file.is_file() else b"") + b"\0")
    return digest.hexdigest()


def _graded(
    entries: Sequence[Entry],
    graded: Mapping[str, str],
    workers: Sequence[Worker | None],
    grade: Callable[[Submission, Worker | None], Report],
) -> Iterator[tuple[Submission, Report] | None]:
    """Grade on all workers at once; yields in the order in which reports become ready, None for what `graded` (student
    -> sha256) has already. What could not be judged through our own fault is tried once more, after all others. Ends
    the workers."""
    todo: queue.SimpleQueue[tuple[Entry, bool]] = queue.SimpleQueue()
    ready: queue.SimpleQueue[tuple[Submission, Report] | BaseException | None] = queue.SimpleQueue()
    for entry in entries:
        todo.put((entry, False))
    stop = threading.Event()

    def work(worker: Worker | None) -> None:
        try:
            if worker is not None:
                worker.wait()  # a machine that cannot confine anything ends the batch, and fails no student
            while not stop.is_set():
                entry, again = todo.get_nowait()
                submission = _read(entry)
                if graded.get(submission.student) == submission.sha256:
                    ready.put(None)
                    continue
                report = grade(submission, worker)
                if report.internal and not again:
                    todo.put((entry, True))
                else:
                    ready.put((submission, report))
        except queue.Empty:
            return
        except BaseException as error:  # goes up in the thread that stores and reports
            ready.put(error)

    threads = [threading.Thread(target=work, args=(worker,), daemon=True) for worker in workers]
    for thread in threads:
        thread.start()
    try:
        for _ in entries:
            item = ready.get()
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stop.set()
        for worker in workers:
            if worker is not None:
                worker.close()
        for thread in threads:
            thread.join()
