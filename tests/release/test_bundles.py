"""Student bundles of a small course: what is in them, how they are written, and what is said when one is damaged."""

from __future__ import annotations

import json
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.catalog import Catalog, checks_text, whole_course
from grader.checking import Checker
from grader.checks.observation import Wire
from grader.cli import main
from grader.errors import BundleFault, EnvironmentFault, TaskDefect, UsageError
from grader.model import Task, Verdict
from grader.oracle import Oracle
from grader.oracle.computed import Computed, Raised
from grader.release import SEEDS, release
from grader.scaffold import new_task

CHECKS = '''\
"""Two secrets."""

from __future__ import annotations

import math
import torch

from grader.checks import check, close, statistics
from grader.checks.language import Given

SCALE = 3.0  # ordinary
SECRET_SCALE = 1e6

if SECRET_SCALE > SCALE:
    HUGE = True


def scaled(draw):
    # used by both
    return SCALE * draw.normal(4, 3)


def doubled_or_more(draw):
    return SECRET_SCALE * scaled(draw)


def made(draw):
    return Given({"x": draw.normal(2)}, {"limit": math.pi})


# the first of all
@check(close(1e-9))
def matches_the_worked_example(impl, draw):
    return impl.twice(torch.tensor([1.0, -3.0], dtype=torch.float64))


@check(close(1e-9))
def doubles_any_tensor(impl, draw):
    return impl.twice(doubled_or_more(draw))


@check(
    close(1e-9),
    given=made,
    like=("adds_to_itself",),
)
def doubles_what_is_given(impl, draw, given):
    return {"given": impl.twice(given["x"]), "drawn": impl.twice(scaled(draw))}
'''
SHOWN = """\
from __future__ import annotations

import math
import torch

from grader.checks import check, close
from grader.checks.language import Given

SCALE = 3.0


def scaled(draw):
    # used by both
    return SCALE * draw.normal(4, 3)


def made(draw):
    return Given({"x": draw.normal(2)}, {"limit": math.pi})


@check(close(1e-9))
def matches_the_worked_example(impl, draw):
    return impl.twice(torch.tensor([1.0, -3.0], dtype=torch.float64))


@check(
    close(1e-9),
    given=made,
    like=("adds_to_itself",),
)
def doubles_what_is_given(impl, draw, given):
    return {"given": impl.twice(given["x"]), "drawn": impl.twice(scaled(draw))}
"""
TEXTS = """
[checks.doubles_what_is_given]
points = 4
partial.squares_instead = 1.5
visibility = "public"
needs = ["matches_the_worked_example"]
title.en = 'Given "x" \\ and\ttab'
title.ko = "주어진 텐서"
hint.en = "Twice."
hint.ko = "두 배입니다."
"""
FOLDER = "assignments/basics/twice"


@pytest.fixture
def course(tmp_path: Path) -> Catalog:
    root = tmp_path / "course"
    (root / "assignments").mkdir(parents=True)
    new_task(root, "basics/twice")
    (root / FOLDER / "checks.py").write_text(CHECKS, encoding="utf-8")
    with (root / FOLDER / "task.toml").open("a", encoding="utf-8") as file:
        file.write(TEXTS)
    return Catalog(root)


@pytest.fixture
def bundle(course: Catalog, tmp_path: Path) -> Path:
    return released(course, tmp_path / "bundle")


def released(course: Catalog, out: Path) -> Path:
    release(course, course.tasks, out, cache=out.parent / "cache")
    return out


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


# --- what is in a bundle -------------------------------------------------------------------------------------------


def test_a_bundle_holds_what_students_get_and_nothing_else(bundle: Path) -> None:
    names = ("checks.py", "handout.ko.md", "handout.md", "recorded.zip", "starter.py", "task.toml")
    assert set(files(bundle)) == {"README.md", "assignments/course.toml", *(f"{FOLDER}/{name}" for name in names)}


def test_the_checks_of_a_bundle_are_the_public_ones_and_what_they_need(bundle: Path) -> None:
    assert (bundle / FOLDER / "checks.py").read_text(encoding="utf-8") == SHOWN


def test_a_task_keeps_its_texts_and_tells_how_much_is_hidden(course: Catalog, bundle: Path) -> None:
    (task,), (original,) = Catalog(bundle).tasks, course.tasks
    assert [check.name for check in task.checks] == ["matches_the_worked_example", "doubles_what_is_given"]
    assert task.checks == tuple(check for check in original.checks if check.visibility == "public")
    assert task.withheld is not None and (task.withheld.checks, task.withheld.points) == (1, 1)
    assert task.points == original.points == 6
    assert (task.symbols, task.title, task.limits, task.order) == (
        original.symbols,
        original.title,
        original.limits,
        original.order,
    )


def test_limits_that_a_task_sets_are_in_its_bundle(course: Catalog, tmp_path: Path) -> None:
    with (course.root / FOLDER / "task.toml").open("a", encoding="utf-8") as file:
        file.write("[limits]\ncpu_seconds = 2.5\nthreads = 9\n")
    (task,) = Catalog(released(Catalog(course.root), tmp_path / "bundle")).tasks
    assert (task.limits.cpu_seconds, task.limits.threads) == (2.5, 9)


def test_a_mistake_that_passes_all_public_checks_is_not_recorded(course: Catalog, tmp_path: Path) -> None:
    quiet = '"""en: Secret English.\nko: 비밀 문장.\n"""\n\n\ndef twice(x):\n    return 2 * x if x.abs().max() < 1e5 else x\n'
    (course.root / FOLDER / "misconceptions/fails_in_secret.py").write_text(quiet, encoding="utf-8")
    with zipfile.ZipFile(released(course, tmp_path / "bundle") / FOLDER / "recorded.zip") as archive:
        told = archive.read("index.json").decode()
    assert "squares_instead" in told
    assert "fails_in_secret" not in told and "Secret English" not in told and "비밀" not in told


def test_what_explains_nothing_is_asked_only_of_mistakes_that_are_told(
    course: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = course.root / FOLDER
    quiet = '"""en: Quiet.\nko: 조용함.\n"""\n\n\ndef twice(x):\n    return 2 * x if x.abs().max() < 1e5 else x\n'
    (folder / "misconceptions/fails_in_secret.py").write_text(quiet, encoding="utf-8")
    with (folder / "checks.py").open("a", encoding="utf-8") as file:
        file.write(
            "\n\nfrom grader.checks import converges\nfrom grader.model import Text\n\n\n"
            '@check(converges(lambda observed, kept: 0.0, Text("loss", "손실")))\n'
            "def learns(impl, draw):\n    return impl.twice(draw.normal(3))\n"
        )
    with (folder / "task.toml").open("a", encoding="utf-8") as file:
        file.write(TEXTS.replace("doubles_what_is_given", "learns").replace("partial.squares_instead = 1.5\n", ""))
    asked: list[tuple[str, str]] = []
    ask = Computed.wire

    def remembering(self: Computed, task: Task, check: str, path: Path) -> Wire | Raised:
        asked.append((check, path.stem))
        return ask(self, task, check, path)

    monkeypatch.setattr(Computed, "wire", remembering)
    released(Catalog(course.root), tmp_path / "bundle")
    assert ("learns", "squares_instead") in asked and ("matches_the_worked_example", "fails_in_secret") in asked
    assert ("learns", "fails_in_secret") not in asked


def test_units_stand_in_course_order(course: Catalog, tmp_path: Path) -> None:
    for name in ("advanced/last", "advanced/first"):
        new_task(course.root, name)
    (course.root / "assignments/course.toml").write_text('units = ["unused", "basics", "advanced"]\n', encoding="utf-8")
    bundle = released(Catalog(course.root), tmp_path / "bundle")
    assert [task.name for task in Catalog(bundle).tasks] == ["basics/twice", "advanced/last", "advanced/first"]
    assert "unused" not in (bundle / "assignments/course.toml").read_text(encoding="utf-8")


# --- how it is written ---------------------------------------------------------------------------------------------


def test_the_same_course_gives_the_same_bytes(course: Catalog, tmp_path: Path) -> None:
    first, second = (released(course, tmp_path / place / "week1") for place in "ab")
    assert files(first) == files(second)
    for place in "ab":
        released(course, tmp_path / place / "week1.zip")
    assert (tmp_path / "a/week1.zip").read_bytes() == (tmp_path / "b/week1.zip").read_bytes()


def test_an_archive_holds_one_folder_with_the_same_files(course: Catalog, bundle: Path, tmp_path: Path) -> None:
    archive = released(course, tmp_path / "week1.zip")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path / "unpacked")
    assert [path.name for path in (tmp_path / "unpacked").iterdir()] == ["week1"]
    assert files(tmp_path / "unpacked/week1") == files(bundle)


@pytest.mark.parametrize("name", ["there", "there.zip"])
def test_what_is_there_is_not_overwritten(course: Catalog, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    out.mkdir()
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="name another"):
        released(course, out)
    assert files(out) == {"mine.txt": b"mine"}


def test_an_empty_folder_is_taken(course: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    release(course, course.tasks, Path("."), cache=tmp_path / "cache")
    assert (tmp_path / "empty/README.md").is_file()


def test_a_folder_that_cannot_be_written_is_said_in_words(course: Catalog, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EnvironmentFault, match="cannot be written"):
        released(course, tmp_path / "file/week1")


@pytest.mark.parametrize("fault", [KeyboardInterrupt, RuntimeError])
def test_an_interrupted_release_leaves_nothing(course: Catalog, tmp_path: Path, fault: type[BaseException]) -> None:
    def interrupt(*_: object) -> None:
        raise fault

    with pytest.raises(fault):
        release(course, course.tasks, tmp_path / "out/week1", cache=tmp_path / "cache", progress=interrupt)
    assert not list((tmp_path / "out").iterdir())


# --- tasks that cannot be handed out -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("checks.py", "twice(scaled(draw))}", "twice(doubles_any_tensor)}", "uses doubles_any_tensor"),
        ("checks.py", "# used by both", "# see doubles_any_tensor", "names doubles_any_tensor"),
        ("checks.py", "def matches_the_worked_example", "def matches", "defines no matches_the_worked_example"),
        ("checks.py", "SCALE = 3.0", "SCALE = (", "cannot be read"),
        ("task.toml", 'visibility = "public"', 'visibility = "hidden"', "no public check"),
    ],
)  # fmt: skip
def test_a_task_that_would_tell_too_much_is_not_released(
    course: Catalog, tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    path = course.root / FOLDER / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(TaskDefect, match=message):
        released(Catalog(course.root), tmp_path / "bundle")
    assert not (tmp_path / "bundle").exists()


def test_a_public_check_cannot_need_a_hidden_one(course: Catalog) -> None:
    path = course.root / FOLDER / "task.toml"
    text = path.read_text(encoding="utf-8")
    start = text.index("[checks.doubles_what_is_given]")
    path.write_text(
        text[:start] + text[start:].replace("matches_the_worked_example", "doubles_any_tensor"), encoding="utf-8"
    )
    with pytest.raises(TaskDefect, match="doubles_what_is_given is public and needs 'doubles_any_tensor'"):
        Catalog(course.root)


def test_a_reference_that_fails_is_not_recorded(course: Catalog, tmp_path: Path) -> None:
    (course.root / "reference/basics/twice.py").write_text("def twice(x):\n    return 1 / 0\n", encoding="utf-8")
    with pytest.raises(TaskDefect, match="the reference fails in matches_the_worked_example: ZeroDivisionError"):
        released(course, tmp_path / "bundle")


# --- using it ------------------------------------------------------------------------------------------------------


def test_a_mistake_is_named_without_the_code_of_it(
    course: Catalog, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADER_COURSE", str(bundle))
    monkeypatch.setenv("XDG_CACHE_HOME", str(bundle.parent / "xdg"))
    shutil.copy(course.root / FOLDER / "misconceptions/squares_instead.py", bundle / "mine.py")
    with Checker([], seed=0, public_only=False) as checker:
        submission = checker.read(bundle)
        assert [source.file for source in submission.sources] == ["mine.py"] and not submission.problems
        tasks = checker.tasks_of(submission)
        report = checker.check(submission, tasks)
        assert checker.hidden_not_run(tasks) == {"basics/twice": 1}
    (check, _) = report.tasks[0].checks
    assert (check.verdict, check.misconception) == (Verdict.FAIL, "squares_instead")
    assert check.explanation is not None and check.explanation.ko == "값을 두 배로 만들지 않고 제곱했습니다."


@pytest.mark.parametrize("seed", SEEDS)
def test_a_recording_answers_as_our_own_code_does(course: Catalog, bundle: Path, seed: int) -> None:
    (task,), (original,) = Catalog(bundle).tasks, course.tasks
    shown, whole = Oracle(Catalog(bundle), seed=seed), Oracle(course, seed=seed, practice=True)
    shown.prepare([task])
    for check in task.checks:
        assert shown.seed(task, check.name) == whole.seed(original, check.name)
        compare, kept = whole.checks(original)[check.name].compare, whole.kept(original, check.name)
        assert shown.kept(task, check.name) == kept
        assert compare.accepts(shown.reference(task, check.name).tree, whole.reference(original, check.name).tree, kept)
        assert shown.fails(task, check.name, "squares_instead")
        theirs = shown.mistake(task, check.name, "squares_instead")
        assert compare.accepts(theirs, whole.mistake(original, check.name, "squares_instead"), kept)
    given = task.checks[1].name
    right = shown.alternative(task, given, "adds_to_itself")
    assert whole.checks(original)[given].compare.accepts(right.tree, whole.reference(original, given).tree, {})


def test_another_seed_is_refused_with_those_there_are(bundle: Path) -> None:
    catalog = Catalog(bundle)
    with pytest.raises(
        UsageError, match="basics/twice is not recorded for seed 7 in this bundle; --seed takes 0, 1, 2"
    ):
        Oracle(catalog, seed=7).prepare(catalog.tasks)


def test_a_large_recording_has_one_seed(course: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.release.recorder.ENOUGH_BYTES", 100)
    catalog = Catalog(released(course, tmp_path / "bundle"))
    Oracle(catalog, seed=0).prepare(catalog.tasks)
    with pytest.raises(UsageError, match=r"--seed takes 0$"):
        Oracle(catalog, seed=1).prepare(catalog.tasks)


def test_other_line_ends_are_no_other_text(bundle: Path) -> None:
    for name in ("checks.py", "task.toml"):
        path = bundle / FOLDER / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    catalog = Catalog(bundle)
    Oracle(catalog, seed=0).prepare(catalog.tasks)


def test_bundles_of_several_weeks_can_be_unpacked_over_each_other(
    course: Catalog, bundle: Path, tmp_path: Path
) -> None:
    new_task(course.root, "advanced/last")
    later = Catalog(course.root)
    release(later, later.select(["advanced"]), tmp_path / "later", cache=tmp_path / "cache")
    shutil.copytree(tmp_path / "later", bundle, dirs_exist_ok=True)
    catalog = Catalog(bundle)
    assert {task.name for task in catalog.tasks} == {"basics/twice", "advanced/last"}
    Oracle(catalog, seed=1).prepare(catalog.tasks)


# --- damage --------------------------------------------------------------------------------------------------------


def gone(path: Path) -> None:
    path.unlink()


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def one_byte_changed(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100] ^= 255  # within the first member, behind its header
    path.write_bytes(data)


def overwritten(path: Path) -> None:
    path.write_bytes(b"no archive")


def edited(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\nextra = 1\n", encoding="utf-8")


def rewritten(change: Callable[[dict[str, object]], object]) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        index = json.loads(members["index.json"])
        change(index)
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in (members | {"index.json": json.dumps(index).encode()}).items():
                archive.writestr(name, data)

    return damage


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("recorded.zip", gone),
        ("recorded.zip", cut_short),
        ("recorded.zip", one_byte_changed),
        ("recorded.zip", overwritten),
        ("recorded.zip", rewritten(lambda index: index.pop("answers"))),
        ("recorded.zip", rewritten(lambda index: index.pop("schema_version"))),
        ("checks.py", edited),
        ("task.toml", edited),
    ],
)
def test_a_damaged_bundle_says_which_file_to_unpack_again(
    bundle: Path, name: str, damage: Callable[[Path], None]
) -> None:
    catalog = Catalog(bundle)
    damage(bundle / FOLDER / name)
    with pytest.raises(BundleFault) as caught:
        Oracle(catalog, seed=0).prepare(catalog.tasks)
    assert f"{FOLDER}/{name} is missing or not as it was handed out" in caught.value.text.en
    assert name in caught.value.text.ko


@pytest.mark.parametrize(
    "change",
    [
        lambda index: index.update(schema_version=99, grader="9.0", answers=[]),
        lambda index: index.update(machinery="00", grader="9.0"),
    ],
)
def test_a_bundle_of_another_version_says_so(bundle: Path, change: Callable[[dict[str, object]], object]) -> None:
    rewritten(change)(bundle / FOLDER / "recorded.zip")
    catalog = Catalog(bundle)
    with pytest.raises(BundleFault, match=r"another build of the grader \(made by 9\.0"):
        Oracle(catalog, seed=0).prepare(catalog.tasks)


# --- what does not work in a bundle --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate"],
        ["batch", "."],
        ["replay", "1", "kim"],
        ["new-task", "basics/thrice"],
        ["release", "--out", "again"],
    ],
)
def test_what_needs_references_is_refused_in_a_bundle(
    bundle: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    monkeypatch.chdir(bundle)
    monkeypatch.delenv("GRADER_COURSE", raising=False)
    monkeypatch.setattr(sys, "argv", ["grader", *arguments])
    before = files(bundle)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "is a student bundle, which holds no reference" in capsys.readouterr().err
    assert files(bundle) == before


def test_the_command_writes_what_students_get(
    course: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRADER_COURSE", str(course.root))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    out = tmp_path / "week1.zip"
    monkeypatch.setattr(sys, "argv", ["grader", "release", "basics", "--out", str(out)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [str(out)] and printed.err.startswith("basics/twice: --seed 0, 1, 2\nnext: ")
    assert out.is_file()


def test_a_course_is_no_bundle(course: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADER_COURSE", str(course.root))
    assert not whole_course().is_bundle
    assert "doubles_any_tensor" in checks_text(course.tasks[0])
