"""`grader quiz export` and `grader quiz import`, on a course of one unit."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grader.cli.quiz.export_command import command as export_command
from grader.cli.quiz.import_command import command as import_command
from grader.errors import EnvironmentFault, GraderError, UnreadableError, UsageError
from grader.quiz.bank import Bank

TOPIC = """
[total]
catalogue = ["A2"]
kind = "integer"
text = { en = "{a} + {b}?", ko = "{a} + {b}는?" }
why = { en = "Add.", ko = "더합니다." }

[known]
catalogue = ["A2"]
kind = "text"
practice = true
text = { en = "Which *optimizer*?", ko = "어떤 *기법*입니까?" }
why = { en = "Adam.", ko = "Adam입니다." }
accept = ["Adam"]

[program]
catalogue = ["A2"]
kind = "code"
task = "optimizers/adam"
text = { en = "Fill in.", ko = "채우십시오." }
why = { en = "So.", ko = "그렇습니다." }
code = "x = ____"
answer = "1"
"""
FUNCTIONS = """
from grader.quiz import Drawn


def total(rng, reference):
    a, b = rng.randint(1, 9), rng.randint(1, 9)
    return Drawn({"a": a, "b": b}, a + b)
"""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "course" / "assignments" / "optimizers" / "quiz"
    folder.mkdir(parents=True)
    (folder / "sums.toml").write_text(TOPIC, encoding="utf-8")
    (folder / "sums.py").write_text(FUNCTIONS, encoding="utf-8")
    (folder.parents[1] / "course.toml").write_text('units = ["optimizers"]\n', encoding="utf-8")
    monkeypatch.setenv("GRADER_COURSE", str(tmp_path / "course"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "course"


def run(command: Any, *arguments: object) -> Result:
    result = CliRunner().invoke(command, [*map(str, arguments), "--lang", "en"], standalone_mode=False)
    if isinstance(result.exception, GraderError):
        raise result.exception
    assert result.exception is None and result.return_value == 0, result.output
    return result


def test_export_draws_variants_and_says_what_is_left_out(course: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "quiz.gift"
    result = run(export_command, "optimizers/sums", "--format", "gift", "--variants", 4, "--out", out)
    text = out.read_text(encoding="utf-8")
    assert text.count("::total ") == 4 and text.count("::known::") == 1
    assert "optimizers/sums/program: left out: no LMS can run code\n" in result.stderr
    assert "optimizers/sums/known: is for practice: students have its answers\n" in result.stderr
    assert "The answers are in it: keep it from students." in result.stderr
    assert result.stdout == f"{out}\n"


def test_variants_are_drawn_anew_but_for_a_seed(course: Path, tmp_path: Path) -> None:
    def drawn(*arguments: object) -> str:
        run(export_command, "optimizers/sums/total", "--format", "moodle", "--out", tmp_path / "q.xml", *arguments)
        return (tmp_path / "q.xml").read_text(encoding="utf-8")

    assert drawn() != drawn()
    assert drawn("--seed", 5) == drawn("--seed", 5)


def test_every_format_is_written(course: Path, tmp_path: Path) -> None:
    for form in ("moodle", "text2qti", "qti"):
        run(export_command, "optimizers/sums", "--format", form, "--out", tmp_path / form)
    assert (tmp_path / "moodle").read_text(encoding="utf-8").startswith("<?xml")
    assert "GROUP\npick: 1" in (tmp_path / "text2qti").read_text(encoding="utf-8")
    assert zipfile.is_zipfile(tmp_path / "qti")


def test_a_file_that_cannot_be_written_is_said(course: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="name another place with --out"):
        run(export_command, "optimizers/sums/known", "--format", "gift", "--out", tmp_path / "file" / "quiz.gift")


def test_what_was_exported_is_imported_as_a_topic_that_the_bank_reads(course: Path, tmp_path: Path) -> None:
    for form, name in (("gift", "first.gift"), ("text2qti", "second.txt")):
        run(export_command, "optimizers/sums", "--format", form, "--seed", 1, "--variants", 3, "--out", tmp_path / name)
        result = run(import_command, tmp_path / name, "--unit", "optimizers")
        target = course / "assignments/optimizers/quiz" / f"{Path(name).stem}.toml"
        assert result.stdout == f"{target}\n"
        assert (
            "4 questions; add their Korean texts and `catalogue`, then: grader quiz lint optimizers/" in result.stderr
        )
    names = [one.id for one in Bank(course).select(["optimizers/second"])]
    assert names == ["total_1", "total_2", "total_3", "known"]
    assert Bank(course).question("optimizers/first/known").text.en == "Which *optimizer*?"


def test_import_overwrites_nothing(course: Path, tmp_path: Path) -> None:
    (tmp_path / "sums.gift").write_text("Q?{=a ~b}", encoding="utf-8")
    with pytest.raises(UsageError, match="exists and is not overwritten; name another topic with --topic"):
        run(import_command, tmp_path / "sums.gift", "--unit", "optimizers")
    assert (course / "assignments/optimizers/quiz/sums.toml").read_text(encoding="utf-8") == TOPIC
    run(import_command, tmp_path / "sums.gift", "--unit", "optimizers", "--topic", "other", "--out", tmp_path / "new")
    assert (tmp_path / "new" / "other.toml").is_file()


@pytest.mark.parametrize(
    ("content", "arguments", "error", "told"),
    [
        (b"Q?{=a ~b", ["--unit", "optimizers"], UnreadableError, "quiz.txt, line 1: answers stand in one pair"),
        (b"\xff\xfe", ["--unit", "optimizers"], UnreadableError, "quiz.txt is not UTF-8 .byte 0.; save it as UTF-8"),
        (b"A text.", ["--unit", "optimizers"], UnreadableError, "nothing was written"),
        (b"Q?{=a ~b}", ["--unit", "optimizer"], UsageError, "there is no unit 'optimizer'; there are: optimizers"),
        (b"Q?{=a ~b}", ["--unit", "../x"], UsageError, "there is no unit"),
        (b"Q?{=a ~b}", ["--unit", "optimizers", "--topic", "../x"], UsageError, "is no name for a topic"),
    ],
)
def test_what_cannot_be_imported_says_why_and_writes_nothing(
    course: Path, tmp_path: Path, content: bytes, arguments: list[str], error: type[GraderError], told: str
) -> None:
    (tmp_path / "quiz.txt").write_bytes(content)
    with pytest.raises(error, match=told):
        run(import_command, tmp_path / "quiz.txt", *arguments)
    assert len(list(course.rglob("*.toml"))) == 2
