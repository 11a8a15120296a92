"""The wheel that students install: what is in it, and a bundle checked with nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from grader.catalog import Catalog
from grader.release import release

ROOT = Path(__file__).resolve().parents[2]
TASK = "optimizers/momentum"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], ROOT)
    (built,) = folder.glob("*.whl")
    return built


def run(command: list[object], folder: Path, *codes: int, **environment: str) -> str:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("GRADER", "PYTHONPATH", "COV"))}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env={**own, "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode in (codes or (0,)), done.stderr
    return done.stdout


def test_the_wheel_holds_the_grader_and_its_templates_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        texts = b"\n".join(archive.read(name) for name in names)
    ours = {
        path.relative_to(ROOT) for top in ("grader", "templates") for path in (ROOT / top).rglob("*") if path.is_file()
    }
    ours = {path for path in ours if "__pycache__" not in path.parts}
    assert names == {path.as_posix().replace("templates/", "grader/_templates/") for path in ours}
    assert not any(
        part in name.split("/") for name in names for part in ("reference", "assignments", "tests", "checks.py")
    )
    for task in Catalog(ROOT).tasks:
        for path in (task.folder / "checks.py", *task.folder.glob("*/*.py")):
            docstring_or_first_line = path.read_bytes().split(b"\n\n")[0]
            assert len(docstring_or_first_line) < 40 or docstring_or_first_line not in texts, path


@pytest.mark.slow
def test_a_bundle_is_checked_with_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    student, cache = tmp_path / "student", tmp_path / "cache"
    catalog = Catalog(ROOT)
    task = catalog.task(TASK)
    release(catalog, [task], tmp_path / "week1.zip", cache=cache)
    with zipfile.ZipFile(tmp_path / "week1.zip") as archive:
        archive.extractall(student)
    bundle = student / "week1"
    work = task.folder / "misconceptions/averages_instead_of_adding.py"
    (bundle / "momentum.py").write_bytes(work.read_bytes())

    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv/bin/python"
    run([sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel], tmp_path)
    site = Path(run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], tmp_path).strip())
    (site / "others.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    home = run([python, "-c", "import grader; print(grader.__file__)"], bundle).strip()
    assert Path(home).is_relative_to(tmp_path / "venv")

    grader = tmp_path / "venv/bin/grader"
    assert TASK in run([grader, "list"], bundle)
    run([grader, "start", TASK], bundle)
    assert (bundle / f"{TASK}.py").read_bytes() == (task.folder / "starter.py").read_bytes()
    here = run(
        [grader, "check", "momentum.py", "--json", "--html", "report.html"], bundle, 1, XDG_CACHE_HOME=str(cache)
    )
    there = run([sys.executable, "-m", "grader", "check", bundle / "momentum.py", "--json", "--public"], ROOT, 1)
    assert timeless(here) == timeless(there)
    assert "averages_instead_of_adding" in here
    assert "<svg" in (bundle / "report.html").read_text(encoding="utf-8")
    told = run([grader, "check", "momentum.py"], bundle, 1)
    assert "likely cause" in told and "hidden checks are not run here" in told


def timeless(document: str) -> object:
    def without(value: object) -> object:
        if isinstance(value, dict):
            return {key: without(item) for key, item in value.items() if key != "seconds"}
        return [without(item) for item in value] if isinstance(value, list) else value

    return without(json.loads(document))
