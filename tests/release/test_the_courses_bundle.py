"""The bundle of the course itself: nothing of ours leaks, and it judges as the course does."""

from __future__ import annotations

import ast
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from grader import intake
from grader.catalog import Catalog, checks_text
from grader.checking import Checker
from grader.model import Report, Task
from grader.oracle import variants
from grader.quiz.bank import Bank
from grader.release import release

ROOT = Path(__file__).resolve().parents[2]
CATALOG = Catalog(ROOT)
BANK = Bank(ROOT)
SEED = 0
SAMPLE = ("optimizers/adam", "optimizers/nesterov", "detection/nms")
# All but whole detectors: to train every wrong one of them again and record it takes a quarter of an hour.
WHOLE = [task for task in CATALOG.tasks if task.unit != "detectors"]
TELLING = 25  # characters from which on a line is somebody's own


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def released(tasks: list[Task], folder: Path, cache: Path) -> Path:
    release(CATALOG, tasks, folder / "bundle", cache=cache / "grader/observations", seeds=(SEED,))
    return folder / "bundle"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    return released(list(CATALOG.select(SAMPLE)), tmp_path_factory.mktemp("sample"), cache)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    return released(WHOLE, tmp_path_factory.mktemp("whole"), cache)


# --- nothing leaks -------------------------------------------------------------------------------------------------


def contents(bundle: Path) -> dict[str, bytes]:
    """Every file of a bundle, and every member of the archives among them."""
    found: dict[str, bytes] = {}
    for path in bundle.rglob("*"):
        name = path.relative_to(bundle).as_posix()
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                found |= {f"{name}/{member}": archive.read(member) for member in archive.namelist()}
        elif path.is_file():
            found[name] = path.read_bytes()
    return found


def lines_of(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if len(line.strip()) > TELLING}


def probe(task: Task, name: str) -> str:
    text = checks_text(task)
    node = next(node for node in ast.parse(text).body if getattr(node, "name", "") == name)
    return ast.get_source_segment(text, node) or ""


def handed_out(task: Task) -> str:
    """What a student gets in any case."""
    texts = [(task.folder / name).read_text(encoding="utf-8") for name in ("starter.py", "handout.md", "handout.ko.md")]
    return "\n".join([*texts, *(probe(task, check.name) for check in task.checks if check.visibility == "public")])


def secrets(task: Task) -> Iterator[str]:
    """What no file of a bundle may say of a task."""
    explained = {
        f"{language}: {text}"
        for one in variants(task, "misconceptions")
        for language, text in asdict(one.explanation).items()
    }
    for path in (CATALOG.reference(task), *task.folder.glob("misconceptions/*.py"), *task.folder.glob("accepted/*.py")):
        yield from (line for line in lines_of(path.read_text(encoding="utf-8")) if line.lstrip('"') not in explained)
    for check in task.checks:
        if check.visibility != "public":
            yield from (check.name, check.title.en, check.title.ko, check.hint.en, check.hint.ko)
            yield from lines_of(probe(task, check.name))


def leaks(bundle: Path) -> list[tuple[str, str]]:
    files = contents(bundle)
    found = []
    for task in Catalog(bundle).tasks:
        original = CATALOG.task(task.name)
        own = b"\n".join(
            data for name, data in files.items() if name.startswith((f"assignments/{task.name}/", "README"))
        )
        given = handed_out(original)
        found += [(task.name, words) for words in secrets(original) if words not in given and words.encode() in own]
    return found


def practised(tasks: list[Task]) -> set[str]:
    """The units whose practice questions go with these tasks."""
    names = {task.name for task in tasks}
    units = {task.unit for task in tasks}
    everything = {task.name for task in CATALOG.tasks}
    topics = {f"{one.unit}/{one.topic}" for one in BANK.questions if one.practice and one.unit in units}
    return {topic.partition("/")[0] for topic in topics if topic in names or topic not in everything}


def expected_files(tasks: list[Task]) -> set[str]:
    names = ("checks.py", "handout.ko.md", "handout.md", "recorded.zip", "starter.py", "task.toml")
    return {
        "README.md",
        "assignments/course.toml",
        *(f"assignments/{task.name}/{name}" for task in tasks for name in names),
        *(f"assignments/{unit}/practice.json" for unit in practised(tasks)),
    }


def test_a_sample_of_tasks_tells_nothing_of_ours(sample: Path) -> None:
    names = {path.relative_to(sample).as_posix() for path in sample.rglob("*") if path.is_file()}
    assert names == expected_files(list(CATALOG.select(SAMPLE)))
    assert leaks(sample) == []


def test_practice_goes_with_its_tasks_and_graded_questions_stay_at_home(sample: Path) -> None:
    handed = "".join(path.read_text(encoding="utf-8") for path in sample.rglob("practice.json"))
    graded = [question for question in BANK.questions if not question.practice]
    assert not any(question.name in handed or question.why.en in handed for question in graded)
    asked = {question.name for question in BANK.questions if question.practice and f'"{question.name}"' in handed}
    topics = {name.rpartition("/")[0] for name in asked}
    tasks = {task.name for task in CATALOG.tasks}
    assert set(SAMPLE) <= topics and not topics & (tasks - set(SAMPLE))


@pytest.mark.slow
def test_the_whole_course_tells_nothing_of_ours(whole: Path) -> None:
    names = {path.relative_to(whole).as_posix() for path in whole.rglob("*") if path.is_file()}
    assert names == expected_files(WHOLE)
    assert leaks(whole) == []
    assert sum(path.stat().st_size for path in whole.rglob("*") if path.is_file()) < 80 << 20


def test_what_would_leak_is_found(sample: Path, tmp_path: Path) -> None:
    task = CATALOG.task(SAMPLE[0])
    for name, text in (
        ("reference.py", CATALOG.reference(task).read_text(encoding="utf-8")),
        ("checks.py", checks_text(task)),
    ):
        folder = tmp_path / name / "assignments" / task.name
        folder.mkdir(parents=True)
        (folder / "task.toml").write_bytes((sample / "assignments" / task.name / "task.toml").read_bytes())
        (folder / name).write_text(text, encoding="utf-8")
        assert leaks(tmp_path / name)


# --- it judges as the course does ----------------------------------------------------------------------------------


def submissions(task: Task) -> list[Path]:
    """The starter, two mistakes, the first with the name of another answer, and a right answer, written differently."""
    mistakes, right = sorted(task.folder.glob("misconceptions/*.py")), sorted(task.folder.glob("accepted/*.py"))
    return [task.folder / "starter.py", mistakes[0], mistakes[len(mistakes) // 2], right[0]]


def timeless(report: Report) -> Report:
    tasks = (replace(task, checks=tuple(replace(check, seconds=0.0) for check in task.checks)) for task in report.tasks)
    return replace(report, seconds=0.0, tasks=tuple(tasks))


def differences(bundle: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Submissions that are judged in another way in the bundle than by `grader check --public` in the course."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    names = [task.name for task in Catalog(bundle).tasks]
    monkeypatch.setenv("GRADER_COURSE", str(ROOT))
    there = Checker(names, seed=SEED, public_only=True)
    monkeypatch.setenv("GRADER_COURSE", str(bundle))
    here = Checker(names, seed=SEED, public_only=False)
    with there, here:
        for name in names:
            for path in submissions(CATALOG.task(name)):
                submission = intake.read(path)
                pair = [
                    timeless(checker.check(submission, Catalog(root).select([name])))
                    for checker, root in ((there, ROOT), (here, bundle))
                ]
                left = [
                    checker.hidden_not_run(Catalog(root).select([name]))
                    for checker, root in ((there, ROOT), (here, bundle))
                ]
                if pair[0] != pair[1] or left[0] != left[1]:
                    yield f"{name}: {path.stem}"


def test_a_bundle_judges_as_the_course_does(sample: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(differences(sample, cache, monkeypatch)) == []


@pytest.mark.slow
def test_the_whole_bundle_judges_as_the_course_does(whole: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(differences(whole, cache, monkeypatch)) == []
