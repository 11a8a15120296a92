"""Texts made to break a reader: they cost little and end in a problem, never in an exception."""

from __future__ import annotations

import base64
import random
import subprocess
import sys
from pathlib import Path

import pytest
from handins import codes, notebook, read_file

from grader.intake import forbidden, program
from grader.intake.syntax import Fault, analyse


@pytest.mark.parametrize(
    "text",
    [
        "-" * 60_000 + "x",
        "-" * 250 + "x",
        "not " * 5_000 + "x",
        "a" + ".b" * 40_000,
        "+".join("a" * 40_000),
        "f" + "()" * 40_000,
        "lambda: " * 5_000 + "x",
        "a if b else " * 5_000 + "c",
        "a**" * 20_000 + "a",
        "if a: pass\n" + "elif a: pass\n" * 20_000,
        "x = 1\nif a: pass\n" + "elif a: pass\n" * 250,
    ],
)
def test_code_nested_without_end_is_a_problem_and_not_a_crash(tmp_path: Path, text: str) -> None:
    rejected = read_file(tmp_path, "a.py", text).rejected
    assert rejected is not None and rejected.code == "nested-too-deeply"
    assert rejected.place is not None and rejected.place.file == "a.py"
    beside = read_file(tmp_path, "a.ipynb", notebook("y = 1", text))
    assert codes(beside.problems) == ["nested-too-deeply"]
    assert program(beside, ["x"]).definitions == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = 1\ny = " + "-" * 10_000 + "x", 2),
        ("x = 1\ny = " + "-" * 250 + "x", 2),
        ("if a: pass\n" + "elif a: pass\n" * 250, 202),
    ],
)
def test_the_line_that_is_nested_too_deeply_is_told(text: str, line: int) -> None:
    assert analyse(text).fault == Fault("deep", line)


@pytest.mark.parametrize(
    "text", ["(" * 5_000, "{" * 150 + ":", "9" * 100_000, "x = '\\N{nothing}'", "\\", "\x0c(", "'" * 5]
)
def test_code_that_no_parser_takes_is_a_syntax_error(tmp_path: Path, text: str) -> None:
    rejected = read_file(tmp_path, "a.py", text).rejected
    assert rejected is not None and rejected.code == "syntax-error"


@pytest.mark.parametrize("text", ["x\n" * 6_000, "x = " + "y, " * 60_000, "(" * 120_000])
def test_code_without_end_is_not_looked_at(tmp_path: Path, text: str) -> None:
    rejected = read_file(tmp_path, "a.py", text).rejected
    assert rejected is not None and rejected.code == "too-many-words"


def test_a_picture_in_base64_is_not_too_many_words(tmp_path: Path) -> None:
    picture = base64.b64encode(random.Random(0).randbytes(380_000)).decode()
    text = f"x = '{picture}'"
    assert read_file(tmp_path, "a.py", text).problems == ()


def test_thousands_of_functions_in_one_are_read_in_moderate_time(tmp_path: Path) -> None:
    text = "def f():\n" + " def g(): pass\n" * 12_000
    assert program(read_file(tmp_path, "a.py", text), ["f"]).symbols == {"f"}


def test_notebooks_of_more_code_or_cells_than_anyone_writes_are_not_parsed(tmp_path: Path) -> None:
    for content in (notebook("#" * 300_000, "#" * 300_000), notebook(*["x = 1"] * 2_100)):
        rejected = read_file(tmp_path, "a.ipynb", content).rejected
        assert rejected is not None and rejected.code == "too-much-code"


def test_a_class_of_thousands_of_attributes_is_read_in_moderate_time(tmp_path: Path) -> None:
    text = "class A:\n" + "".join(f"    a{i} = a{i - 1}\n" for i in range(20_000))
    assert program(read_file(tmp_path, "a.py", text), ["A"]).symbols == {"A"}


def test_a_deep_cell_loses_only_itself(tmp_path: Path) -> None:
    submission = read_file(tmp_path, "a.ipynb", notebook("x = 1", "-" * 10_000 + "x"))
    assert codes(submission.problems) == ["nested-too-deeply"]
    assert submission.problems[0].place is not None and submission.problems[0].place.cell == 2
    assert program(submission, ["x"]).symbols == {"x"}


def test_thousands_of_names_that_need_each_other_are_sliced_in_moderate_time(tmp_path: Path) -> None:
    chain = [f"x{i} = x{i + 1}" for i in range(2_000)]
    submission = read_file(tmp_path, "a.ipynb", notebook("\n".join(chain), "x2000 = 1"))
    assert len(program(submission, ["x0"]).pieces) == 2_000 // 2_000 + 1
    hub = "\n".join(f"def f{i}(): return " + ", ".join(f"f{j}" for j in range(0, 300, 7)) for i in range(300))
    assert len(program(read_file(tmp_path, "b.py", hub), ["f0"]).pieces[0].statements) > 40


def test_random_text_and_bytes_never_raise(tmp_path: Path) -> None:
    draw = random.Random(0)
    words = ["def f", "(", ")", ":", "\n", "    ", "'''", '"', "%", "!", "?", "\\", "import a", "x", " = ", "{", "}", "한", "\r", "\0", "\x0c", "#", "class A", "await ", "global x", "del ", "[", "]", ".", "f'{"]  # fmt: skip
    for _ in range(300):
        text = "".join(draw.choice(words) for _ in range(draw.randrange(1, 30)))
        for name, content in (("a.py", text.encode()), ("a.ipynb", notebook(text, text[::-1]))):
            submission = read_file(tmp_path, name, content)
            forbidden(program(submission, ["f", "A"]), ["torch.*"])
        for suffix in ("py", "ipynb", "zip"):
            read_file(tmp_path, f"b.{suffix}", draw.randbytes(draw.randrange(60)))


def test_reading_runs_and_imports_nothing_of_the_student(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "import nothing_like_it\nprint('ran')\nraise SystemExit\n@print\ndef f(x=print('ran')): pass"
    submission = read_file(tmp_path, "a.py", text)
    forbidden(program(submission, ["f"]), ["torch.*"])
    assert capsys.readouterr().out == ""


def test_intake_needs_the_standard_library_only() -> None:
    code = "import sys; import grader.intake; print(sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    outside = set(eval(loaded.stdout)) - set(sys.stdlib_module_names) - {"grader", "__main__"}
    assert outside == set()


def test_the_same_text_is_analysed_once() -> None:
    analyse.cache_clear()
    assert analyse("x = 1  # once") is analyse("x = 1  # once")
