"""Texts made to break a reader: they cost little and end in a problem, never in an exception."""

from __future__ import annotations

import base64
import gc
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from handins import cells, codes, folder, modules, notebook, read_file, script

from grader.intake import forbidden, program, read
from grader.intake.bindings import Import
from grader.intake.modules import module_names
from grader.intake.syntax import Fault, analyse
from grader.model import Submission


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


# --- work that grows with the text, and no faster ------------------------------------------------------------------


def lines(made: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in made)


def listed(name: str, n: int) -> str:
    return ", ".join(f"{name}{i}" for i in range(n))


def bound(name: str, n: int) -> str:
    return "".join(f"{name}{i} = " for i in range(n)) + "1\n"


def nested_targets(n: int) -> str:
    target = "[" + "x, " * n + "]"
    for _ in range(40):
        target = f"[0 for x[{target}] in y]"
    return target


GROWING: dict[str, Callable[[int], Submission]] = {
    "names that star imports may have brought": lambda n: script(
        lines(f"from m{i} import *" for i in range(n)) + "def f():\n" + lines(f" q{i}.a" for i in range(4 * n))
    ),
    "star imports of one own module": lambda n: modules(
        a="from b import *\n" * n + f"def f(): return {listed('x', 2 * n)}", b=bound("x", 2 * n)
    ),
    "star imports in a row": lambda n: modules(
        a=f"from m0 import *\ndef f(): return {listed('x', 10 * n)}",
        **{f"m{i}": f"from m{i + 1} import *" for i in range(n // 4)},
        **{f"m{n // 4}": bound("x", 10 * n)},
    ),
    "star imports in a circle": lambda n: modules(
        a=f"from m0 import *\ndef f(): return {listed('x', 10 * n)}",
        **{f"m{i}": f"from m{(i + 1) % (n // 4)} import *" for i in range(n // 4)},
    ),
    "a decorator that changes a global": lambda n: script("@d\ndef d(x): D[0] = 1\n" * n + "D = {}\ndef f(): return D"),
    "decorators of one function": lambda n: script(lines(f"@d{i}" for i in range(4 * n)) + "def f(): pass"),
    "functions that bind a global, and their calls": lambda n: script(
        "def g():\n global x\n x = 1\n" * n + "g()\n" * n + "def f(): return x"
    ),
    "globals bound by one function, and its calls": lambda n: script(
        f"def g():\n global {listed('x', 4 * n)}\n {bound('x', 4 * n)}"
        + "g()\n" * n
        + f"def f(): return {listed('x', 4 * n)}"
    ),
    "statements that await": lambda n: script("a = await b\n" * n + f"def f(): return {listed('x', 4 * n)}"),
    "imports of a whole module": lambda n: modules(a="import b\n" * n + "def f(): return b", b=bound("x", 8 * n)),
    "names of one value": lambda n: script(f"{bound('x', 4 * n)[:-2]}g({listed('y', 4 * n)})\ndef f(): return x0"),
    "definitions of one name": lambda n: script("def f(): return f\n" * 2 * n),
    "values of one name": lambda n: cells(*["x = x\n" * n] * 2, "def f(): return x"),
    "readers before all binders of a name": lambda n: cells("y = x\n" * n, "x = 1\n" * n, "def f(): return x, y"),
    "aliases of aliases": lambda n: script(
        "def g(): pass\na0 = g\n" + lines(f"a{i} = a{i - 1}" for i in range(1, 2 * n)) + f"f = a{2 * n - 1}"
    ),
    "aliases through a name with many values": lambda n: script(
        "import a\n" + "a = 1\n" * n + lines(f"b{i} = a.b{i - 1}" for i in range(1, n)) + f"f = b{n - 1}"
    ),
    "uses of a name with many meanings": lambda n: script(
        "if a:\n"
        + lines(f" import m{i} as x" for i in range(20))
        + "def f():\n"
        + lines(f" x.a{i}" for i in range(4 * n))
    ),
    "uses of a local name with many meanings": lambda n: script(
        "def f():\n" + lines(f" import m{i} as x" for i in range(20)) + lines(f" x.a{i}" for i in range(4 * n))
    ),
    "uses of a long name by another": lambda n: script(
        f"import torch\nx = torch{'.b' * 190}\ny = x{'.b' * 190}\ndef f():\n" + lines(f" y.a{i}" for i in range(4 * n))
    ),
    "a chain of classes": lambda n: script(
        "class A0: pass\n" + lines(f"class A{i}(A{i - 1}): pass" for i in range(1, n)) + f"class f(A{n - 1}): pass"
    ),
    "loops in the targets of loops": lambda n: script("def f(): return " + nested_targets(8 * n)),
    "names read deep within": lambda n: script(f"f = {'lambda a: ' * 90}[{listed('x', 8 * n)}]"),
    "a long __all__": lambda n: script(
        f"__all__ = [{listed('x', 4 * n)}]\n" + "__all__ += ['f']\n" * n + "def f(): pass"
    ),
}

LARGER = {  # with so little work for each statement that its growth shows late
    "a decorator that changes a global",
    "functions that bind a global, and their calls",
    "globals bound by one function, and its calls",
    "statements that await",
    "readers before all binders of a name",
    "aliases through a name with many values",
}


def seconds(handed_in: Submission) -> float:
    """CPU time for the whole of one task, nothing remembered from before."""
    analyse.cache_clear()
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        found = program(handed_in, ["f", "F_", "g"])
        forbidden(found, ["torch.optim.*", "!torch.optim.Optimizer", "torch.nn.*Dropout*", "torchvision.ops.nms"])
        return time.process_time() - started
    finally:
        gc.enable()


@pytest.mark.parametrize("shape", GROWING)
def test_twice_the_text_takes_about_twice_the_time(shape: str) -> None:
    n = 1_200 if shape in LARGER else 300
    ratios = []
    for attempt in range(4):  # a machine that is busy may disturb one
        once, twice = (replace(GROWING[shape](size), student=f"{shape} {attempt}") for size in (n, 2 * n))
        ratios.append(seconds(twice) / max(seconds(once), 1e-3))
        if ratios[-1] < 3.2:
            return
    raise AssertionError(f"{ratios} times as long for twice the text")


def test_names_of_many_files_take_moderate_time() -> None:
    """All of them give one name when they are cleaned."""
    files: dict[str, list[Import]] = {f"a{'-' * (1 + i % 40)}b{'(' * (i // 40)}.py": [] for i in range(2_000)}
    started = time.process_time()
    names, _ = module_names(files, "top")
    assert len(set(names.values())) == 2_000
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"from {'a' * 100_000} import {listed('b', 10_000)}", "name-too-long"),
        (f"import x\nimport {'a' * 600} as b", "name-too-long"),
        ("import " + ".".join(["abcdefghij"] * 40_000), "nested-too-deeply"),
        ("import x\nimport " + " . \\\n".join(["a"] * 300), "nested-too-deeply"),
        ("f = f'" + "a" * 400_000 + "{x}" * 25_000 + "'", "too-many-words"),
    ],
)
def test_names_and_strings_that_a_parser_would_copy_again_and_again_are_not_parsed(
    tmp_path: Path, text: str, code: str
) -> None:
    started = time.process_time()
    rejected = read_file(tmp_path, "a.py", text).rejected
    assert rejected is not None and rejected.code == code
    assert time.process_time() - started < 2


def test_star_imports_beyond_counting_are_one_problem() -> None:
    stars = lines(f"from m{i} import *" for i in range(21))
    found = program(script(stars + "from torch.optim import *\ndef f(): return SGD, q"), ["f"])
    assert codes(forbidden(found, ["torch.optim.*", "m3.q"])) == ["forbidden-api", "too-many-stars"]
    few = program(script(stars[20 * len("from m0 import *\n") :] + "def f(): return q"), ["f"])
    assert codes(forbidden(few, ["torch.optim.*"])) == []
    assert forbidden(found, []) == []


def test_names_that_stand_for_too_much_are_one_problem() -> None:
    for text in (
        "if a:\n"
        + lines(f" import m{i} as x" for i in range(20))
        + "def f():\n"
        + lines(f" x.a{i}" for i in range(4_000)),
        "def f():\n" + lines(f" import m{i} as x" for i in range(20)) + lines(f" x.a{i}" for i in range(4_000)),
    ):
        assert codes(forbidden(program(script(text), ["f"]), ["torch.optim.*"])) == ["names-unclear"]


def test_a_folder_of_more_words_or_texts_than_anyone_writes_is_read_in_part(tmp_path: Path) -> None:
    much = {f"m{i}.py": "x = [" + "y, " * 49_000 + "]" for i in range(4)}
    submission = read(folder(tmp_path / "words", much))
    assert codes(submission.problems) == ["too-many-words-in-all"]
    assert {source.file for source in submission.sources} == {"m0.py", "m1.py", "m2.py"}
    many = {f"n{i}.ipynb": notebook(*["x = 1"] * 1_900) for i in range(4)}
    submission = read(folder(tmp_path / "texts", many))
    assert codes(submission.problems) == ["too-much-code"]
    assert len(submission.sources) == 4_096


def test_a_problem_lists_only_the_first_of_thousands_of_places() -> None:
    (problem,) = program(script("def f(): pass\n" * 4_000), ["f"]).problems
    assert problem.code == "duplicate-definition"
    assert len(problem.text.en) < 1_000


def test_a_later_cell_comes_first_however_many_ask_for_it() -> None:
    found = program(cells("a = x", "b = x\nb = y", "y = x", "x = 1", "def f(): return a, b"), ["f"])
    order = [(piece.source.cell, piece.statements) for piece in found.pieces]
    assert order == [(4, (0,)), (1, (0,)), (2, (0,)), (3, (0,)), (2, (1,)), (5, (0,))]


def test_a_task_asks_again_without_work() -> None:
    submission = script("def f(): pass")
    assert program(submission, ["f"], prefer="adam") is program(submission, ["f"], prefer="adam")
