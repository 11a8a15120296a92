"""The command line as people call it. Each call starts an interpreter, so there are few of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MISTAKE = ROOT / "assignments/optimizers/adam/misconceptions/no_bias_correction.py"


def grader(folder: Path, *arguments: object, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    own = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "GRADER_COURSE": str(ROOT),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "LANG": "C.UTF-8",
        "PYTHONIOENCODING": "utf-8",
    }
    command = [sys.executable, "-m", "grader", *map(str, arguments)]
    done = subprocess.run(
        command,
        cwd=folder,
        env=own | environment,
        capture_output=True,
        input=typed,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_help_imports_neither_torch_nor_sqlalchemy() -> None:
    code = """
import sys
sys.argv = ["grader", *sys.argv[1:]]
from grader.cli import main
try:
    main()
finally:
    heavy = {"torch", "sqlalchemy", "alembic", "jinja2"} & set(sys.modules)
    assert not heavy, heavy
"""
    for arguments in (["--help"], ["check", "--help"], ["list"], ["quiz", "--help"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0 and not done.stderr, done.stderr
        assert done.stdout


def test_list_as_json(tmp_path: Path) -> None:
    done = grader(tmp_path, "list", "--json", "--lang", "ko")
    document = json.loads(done.stdout)
    assert document["schema_version"] == 1
    adam = next(row for row in document["tasks"] if row["task"] == "optimizers/adam")
    assert set(adam) == {"unit", "task", "title", "points", "checks", "misconceptions", "accepted"}
    assert "과" in adam["title"] and adam["misconceptions"] >= 5


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["chekc"], 2, "Did you mean 'check'"),
        (["batch", "empty", "--unsafe-no-sandbox"], 2, "holds no submissions"),
        (["batch", "not-there", "--unsafe-no-sandbox"], None, "not-there"),
        (["check", "not-there.py"], 3, "not-there.py"),
        (["check", "other.py"], 2, "answers no task"),
        (["check", "other.py", "--task", "optimizers/adm"], 2, "optimizers/adam"),
        (["report", "--out", "out", "--db", "not-there.sqlite"], None, "not-there.sqlite"),
        (["replay", "1", "kim", "--db", "not-there.sqlite"], None, "not-there.sqlite"),
    ],
)
def test_a_wrong_request_is_answered_in_words(
    tmp_path: Path, arguments: list[str], code: int | None, words: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "other.py").write_text("x = 1\n", encoding="utf-8")
    done = grader(tmp_path, *arguments)
    assert done.returncode == code if code is not None else done.returncode in (2, 3, 4)
    assert words in done.stderr and not done.stdout
    assert not (tmp_path / "not-there.sqlite").exists()


def test_check_passes_the_reference(tmp_path: Path) -> None:
    done = grader(tmp_path, "check", ROOT / "reference/optimizers/adam.py", "--task", "optimizers/adam")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Adam" in done.stdout and "\x1b" not in done.stdout


def test_check_prints_one_json_object_and_ends_with_1(tmp_path: Path) -> None:
    done = grader(tmp_path, "check", MISTAKE, "--task", "optimizers/adam", "--json")
    assert done.returncode == 1, done.stderr
    document = json.loads(done.stdout)
    assert isinstance(document, dict) and document["schema_version"] == 1
    assert "no_bias_correction" in done.stdout


def test_check_speaks_korean(tmp_path: Path) -> None:
    done = grader(tmp_path, "check", MISTAKE, "--task", "optimizers/adam", "--public", LANG="ko_KR.UTF-8")
    assert done.returncode == 1
    assert "첫 스텝의 크기" in done.stdout


def test_a_class_is_graded_resumed_and_replayed(tmp_path: Path) -> None:
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / "kim.py").write_bytes((ROOT / "reference/optimizers/adam.py").read_bytes())
    (folder / "lee.py").write_bytes(MISTAKE.read_bytes())
    (folder / "박.py").write_text("class Adam:\n    def __init__(self, *a, **k):\n        raise KeyError('?')\n")
    batch = ["batch", folder, "--db", "class.sqlite", "--task", "optimizers/adam", "--jobs", 1, "--unsafe-no-sandbox"]
    done = grader(tmp_path, *batch, "--seed", 9, "--json")
    assert done.returncode == 1, done.stderr
    document = json.loads(done.stdout)
    resumed = grader(tmp_path, *batch, "--resume", "--json")
    assert resumed.returncode == 1, resumed.stderr
    assert json.loads(resumed.stdout) == document
    replayed = grader(tmp_path, "replay", 1, "lee", "--db", "class.sqlite", "--unsafe-no-sandbox")
    assert replayed.returncode == 0, replayed.stdout + replayed.stderr
    unknown = grader(tmp_path, "replay", 1, "nobody", "--db", "class.sqlite", "--unsafe-no-sandbox")
    assert unknown.returncode == 2 and "nobody" in unknown.stderr
    without_names = grader(tmp_path, *batch[:4], *batch[6:], "--resume", "--json")
    assert json.loads(without_names.stdout) == document
    for other in (["--seed", 10], ["--task", "detection/iou"]):
        refused = grader(tmp_path, *batch[:4], *batch[6:], "--resume", *other)
        assert refused.returncode == 2 and str(other[0]) in refused.stderr
    runs = grader(tmp_path, "runs", "--db", "class.sqlite")
    assert str(folder) in runs.stdout and "optimizers/adam" in runs.stdout
    assert "seed   9\n" in runs.stdout and "sandbox plain, device cpu" in runs.stdout
    report = grader(tmp_path, "report", "--db", "class.sqlite", "--out", "site")
    assert report.stdout.strip() == "site/index.html"
    assert {page.name for page in (tmp_path / "site/students").iterdir()} == {"kim.html", "lee.html", "박.html"}


NETWORK = """
from torch import nn

class Net(nn.Sequential):
    def __init__(self, width=8, side=4):
        super().__init__(nn.Conv2d(3, width, 3, stride=2, padding=1), nn.Flatten(), nn.Linear(width * side * side, 10))
"""


def test_inspect_shows_the_layers_of_a_network(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(NETWORK, encoding="utf-8")
    done = grader(tmp_path, "inspect", "net.py", "Net(16, side=4)", "--input", "1,3,8,8", "--lang", "en")
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert lines[1] == ["conv", "3x3", "/2", "3×8×8", "16×4×4", "448", "6,912", "3"]
    assert lines[-1] == ["all", "3,018", "9,472"]
    rows = json.loads(grader(tmp_path, "inspect", "net.py", "Net", "--input", "2x3x8x8", "--json").stdout)["layers"]
    assert [row["parameters"] for row in rows] == [224, 1290]
    assert rows[0] | {"macs": 0} == {
        "layer": "conv 3x3 /2", "in": [3, 8, 8], "out": [8, 4, 4], "parameters": 224, "macs": 0, "receptive_field": [3, 3],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("network", "shape", "code", "words"),
    [
        ("Nett", "1,3,8,8", 2, "defines no Nett"),
        ("Net(x)", "1,3,8,8", 2, "neither a name nor a call"),
        ("Net", "1,3,8,oops", 2, "is no shape"),
        ("Net", "1,4,8,8", 3, "expected input[1, 4, 8, 8] to have 3 channels"),
        ("Net(height=2)", "1,3,8,8", 3, "unexpected keyword argument"),
    ],
)
def test_inspect_says_what_is_wrong(tmp_path: Path, network: str, shape: str, code: int, words: str) -> None:
    (tmp_path / "net.py").write_text(NETWORK, encoding="utf-8")
    done = grader(tmp_path, "inspect", "net.py", network, "--input", shape, "--lang", "en")
    assert done.returncode == code and words in done.stderr and "Traceback" not in done.stderr, done.stderr


SEGMENTATION = ("fc_to_conv", "fcn", "bilinear_upsampling")  # a unit of three tasks


def test_start_lays_out_a_unit_and_leaves_work_alone(tmp_path: Path) -> None:
    done = grader(tmp_path, "start", "segmentation", "--lang", "ko")
    assert done.returncode == 0, done.stderr
    files = {f"{name}{ending}" for name in SEGMENTATION for ending in (".md", ".py")}
    assert {path.name for path in (tmp_path / "segmentation").iterdir()} == {"README.md", *files}
    overview = (tmp_path / "segmentation/README.md").read_text(encoding="utf-8")
    assert "(bilinear_upsampling.md) | 8 | `bilinear_kernel`, `upsample` |" in overview
    (tmp_path / "segmentation/fcn.py").write_text("mine", encoding="utf-8")
    again = grader(tmp_path, "start", "segmentation/fcn")
    assert "left alone" in again.stderr
    assert (tmp_path / "segmentation/fcn.py").read_text(encoding="utf-8") == "mine"


def test_a_file_named_after_a_task_answers_that_task_alone(tmp_path: Path) -> None:
    nms = (ROOT / "reference/detection/nms.py").read_text(encoding="utf-8")
    iou = "\n\ndef box_iou(a, b):\n    return 0  # a helper, and no answer\n"
    for name in ("nms.py", "homework.py"):
        (tmp_path / name).write_text(nms + iou, encoding="utf-8")
    found = {
        name: [
            task["task"]
            for task in json.loads(grader(tmp_path, "check", name, "--json", "--public").stdout)["submissions"][0][
                "tasks"
            ]
        ]
        for name in ("nms.py", "homework.py")
    }
    assert found["nms.py"] == ["detection/nms"]
    assert "detection/iou" in found["homework.py"]


def test_one_notebook_answers_a_whole_unit(tmp_path: Path) -> None:
    done = grader(tmp_path, "start", "segmentation", "--notebook")
    assert done.stdout.strip() == "segmentation.ipynb", done.stderr
    path = tmp_path / "segmentation.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    answers = [ROOT / f"reference/segmentation/{name}.py" for name in SEGMENTATION]
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for cell, answer in zip(code, answers, strict=True):
        assert "NotImplementedError" in "".join(cell["source"])
        cell["source"] = answer.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    checked = grader(tmp_path, "check", "segmentation.ipynb", "--json")
    assert checked.returncode == 0, checked.stdout
    (report,) = json.loads(checked.stdout)["submissions"]
    assert [task["task"] for task in report["tasks"]] == [f"segmentation/{name}" for name in SEGMENTATION]


def test_validate_prints_a_matrix_and_fails_when_a_mistake_passes(tmp_path: Path) -> None:
    (tmp_path / "assignments").mkdir()
    here = {"GRADER_COURSE": str(tmp_path)}
    assert grader(tmp_path, "new-task", "basics/twice", **here).returncode == 0
    sound = grader(tmp_path, "validate", **here)
    assert sound.returncode == 0, sound.stdout + sound.stderr
    assert "squares_instead" in sound.stdout and "named" in sound.stdout and "guessable" not in sound.stdout
    measured = grader(tmp_path, "validate", "--margins", **here)
    assert "        2 right     -                        wrong  1e" in measured.stdout
    wrong = tmp_path / "assignments/basics/twice/misconceptions"
    mistake = wrong / "squares_instead.py"
    (wrong / "right_after_all.py").write_text(
        mistake.read_text(encoding="utf-8").replace("x * x", "x + x"), encoding="utf-8"
    )
    (wrong / "answers_nothing.py").write_text('"""en: a.\nko: b.\n"""\n', encoding="utf-8")
    broken = grader(tmp_path, "validate", **here)
    assert broken.returncode == 1
    assert broken.stderr.splitlines() == [
        "broken: basics/twice: answers_nothing",
        "broken: basics/twice: right_after_all",
    ]


def test_validate_fails_when_a_check_can_be_guessed(tmp_path: Path) -> None:
    (tmp_path / "assignments").mkdir()
    here = {"GRADER_COURSE": str(tmp_path)}
    assert grader(tmp_path, "new-task", "basics/twice", **here).returncode == 0
    checks = tmp_path / "assignments/basics/twice/checks.py"
    checks.write_text(
        checks.read_text(encoding="utf-8").replace("draw.normal(4, 3)", "torch.ones(4, 3)"), encoding="utf-8"
    )
    broken = grader(tmp_path, "validate", **here)
    assert broken.returncode == 1
    assert "2 doubles_any_tensor [hidden, 1]  BROKEN guessable" in broken.stdout
    assert broken.stderr.splitlines() == [
        "broken: basics/twice: doubles_any_tensor can be guessed: what is right for another seed passes it"
    ]


def test_check_writes_a_page(tmp_path: Path) -> None:
    mistake = ROOT / "assignments/optimizers/momentum/misconceptions/averages_instead_of_adding.py"
    done = grader(tmp_path, "check", mistake, "--task", "optimizers/momentum", "--public", "--html", "page.html")
    assert done.returncode == 1 and "page.html" in done.stderr
    assert "<svg" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_course_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = grader(tmp_path, "list", GRADER_COURSE=str(tmp_path / "nowhere"))
    assert done.returncode == 2 and "nowhere" in done.stderr


@pytest.mark.parametrize(("language", "words"), [("en", "cannot be written"), ("ko", "파일을 쓸 수 없습니다")])
def test_start_says_where_it_cannot_write(tmp_path: Path, language: str, words: str) -> None:
    (tmp_path / "detection").write_text("a file where the unit's folder would be", encoding="utf-8")
    done = grader(tmp_path, "start", "detection/iou", "--lang", language)
    assert done.returncode == 4 and words in done.stderr and "--out" in done.stderr


def test_start_says_what_a_task_lacks(tmp_path: Path) -> None:
    (tmp_path / "assignments").mkdir()
    here = {"GRADER_COURSE": str(tmp_path)}
    assert grader(tmp_path, "new-task", "basics/twice", **here).returncode == 0
    (tmp_path / "assignments/basics/twice/starter.py").unlink()
    done = grader(tmp_path, "start", "basics", **here)
    assert done.returncode == 5 and "basics/twice: starter.py cannot be read" in done.stderr


@pytest.mark.parametrize(("command", "offered"), [(["batch", "class"], True), (["validate", "--sandbox"], False)])
def test_without_bubblewrap_a_way_round_is_offered_where_there_is_one(
    tmp_path: Path, command: list[str], offered: bool
) -> None:
    (tmp_path / "class").mkdir()
    (tmp_path / "class/kim.py").write_bytes((ROOT / "reference/detection/iou.py").read_bytes())
    done = grader(tmp_path, *command, PATH=str(tmp_path))
    assert done.returncode == 4 and "apt-get install bubblewrap" in done.stderr
    assert ("--unsafe-no-sandbox" in done.stderr) is offered
