"""Which definition answers a task, and what is said when it is not clear."""

from __future__ import annotations

from pathlib import Path

import pytest
from handins import cells, codes, kept, modules, script

from grader.intake import program, read
from grader.model import Definition, Place, Program, Submission


def only(found: Program) -> Definition:
    (definition,) = found.definitions
    return definition


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("x = 1\n\n@f\n@g\nclass Adam:\n    pass\n", (3, 6)),
        ("def Adam():\n    pass", (1, 2)),
        ("async def Adam():\n    pass", (1, 2)),
        ("Adam = lambda: 1", (1, 1)),
        ("Adam: type = make()", (1, 1)),
        ("Base, Adam = make()", (1, 1)),
        ("if FAST:\n    class Adam:\n        x = 1\nelse:\n    class Adam:\n        y = 2", (5, 6)),
        ("try:\n    from fast import Adam\nexcept ImportError:\n    def Adam(): pass", (4, 4)),
        ("class Old:\n    pass\n\nAdam = Old", (1, 2)),
        ("class Adam:\n    pass\nAdam = compile(Adam)", (1, 2)),
        ("class Adam:\n    pass\nAdam.x = 1", (1, 2)),
    ],
)
def test_a_symbol_is_found_at_top_level_with_its_lines(text: str, lines: tuple[int, int]) -> None:
    definition = only(program(script(text), ["Adam"]))
    assert (definition.symbol, definition.module, definition.file, definition.cell) == ("Adam", "adam", "adam.py", None)
    assert (definition.first_line, definition.last_line) == lines


@pytest.mark.parametrize(
    "text",
    ["", "x = Adam", "class A:\n    class Adam: pass", "def f():\n    def Adam(): pass", "Adam: int", "del Adam"],
)
def test_what_is_no_definition_at_top_level_is_missing(text: str) -> None:
    assert program(script(text), ["Adam"]).definitions == ()


def test_found_symbols_are_kept_when_others_are_missing() -> None:
    found = program(script("def a(): pass\ndef c(): pass"), ["a", "b", "c"])
    assert found.symbols == {"a", "c"}


def test_of_several_definitions_the_last_counts_and_it_is_said() -> None:
    found = program(cells("class Adam: pass", "x = 1", "\nclass Adam:\n    y = 1", "z = 1"), ["Adam"])
    assert (only(found).cell, only(found).first_line) == (3, 2)
    (problem,) = found.problems
    assert (problem.code, problem.place) == ("duplicate-definition", Place("unit.ipynb", 3, 2))
    assert "unit.ipynb, cell 1, line 1, unit.ipynb, cell 3, line 2" in problem.text.en
    assert "셀 1" in problem.text.ko and "2번" in problem.text.ko


@pytest.mark.parametrize("second", ["class Adam(Adam): pass", "@wrap(Adam)\nclass Adam: pass", "Adam = compile(Adam)"])
def test_a_definition_that_builds_on_the_first_is_no_duplicate(second: str) -> None:
    found = program(script(f"class Adam: pass\n{second}"), ["Adam"])
    assert found.problems == () and len(kept(found)) == 2


@pytest.mark.parametrize(
    "later",
    [
        "iou = iou(a, b)",
        "iou = compute(a, b)",
        "for iou in values: pass",
        "iou: float = iou(a, b)",
        "iou, x = 1, 2",
        "iou += 1",
    ],
)
def test_a_value_of_the_same_name_does_not_take_the_place_of_a_function(later: str) -> None:
    found = program(cells("def iou(a, b): pass", later), ["iou"])
    assert kept(found) == ["def iou(a, b):\n    pass"]
    assert [(p.code, p.place) for p in found.problems] == [("shadowed-definition", Place("unit.ipynb", 2, 1))]


def test_a_librarys_class_imported_later_to_compare_with_does_not_take_the_place_of_the_students() -> None:
    found = program(cells("class Adam: pass", "from torch.optim import Adam"), ["Adam"])
    assert kept(found) == ["class Adam:\n    pass"]
    assert codes(found.problems) == ["shadowed-definition"]


def test_a_library_class_that_is_extended_under_its_own_name_is_kept() -> None:
    assert len(kept(program(script("from torch.optim import Adam\nclass Adam(Adam): pass"), ["Adam"]))) == 2


def test_a_librarys_class_is_no_answer_and_it_is_said() -> None:
    found = program(script("x = 1\nfrom torch.optim import Adam"), ["Adam"])
    assert found.definitions == () and found.pieces == ()
    (problem,) = found.problems
    assert (problem.code, problem.place) == ("imported-not-defined", Place("adam.py", None, 2))
    assert "torch.optim" in problem.text.en


@pytest.mark.parametrize(
    ("asked", "written"), [("Adam", "adam"), ("AdamW", "adamw"), ("conv_out", "convOut"), ("nms", "NMS")]
)
def test_a_name_that_is_nearly_right_is_told(asked: str, written: str) -> None:
    (problem,) = program(script(f"def {written}(): pass"), [asked]).problems
    assert problem.code == "similar-name" and f"`{written}`" in problem.text.en


def test_a_definition_in_a_cell_that_does_not_parse_is_told() -> None:
    found = program(cells("x = 1", "import a\nclass Adam(Base):\n    def step(self:\n        pass"), ["Adam"])
    assert [(p.code, p.place) for p in found.problems] == [("definition-unreadable", Place("unit.ipynb", 2, 2))]


# --- several files -------------------------------------------------------------------------------------------------


def two_answers() -> Submission:
    return modules(adam="class Adam: x = 1", old_try="class Adam: x = 2", other="class SGD: pass")


def test_of_two_files_that_answer_the_one_of_the_tasks_name_counts() -> None:
    found = program(two_answers(), ["Adam"], prefer="adam")
    assert only(found).file == "adam.py" and found.problems == ()
    assert kept(found) == ["class Adam:\n    x = 1"]


@pytest.mark.parametrize(
    "file",
    ["Residual-Block", "residual_block", "ResidualBlock", "residual block", "residual_block (1)", "residual-block-2"],
)
def test_the_tasks_name_may_be_written_in_many_ways(file: str) -> None:
    submission = modules(**{file: "class Block: x = 1", "try": "class Block: x = 2"})
    assert only(program(submission, ["Block"], prefer="residual-block")).file == f"{file}.py"


@pytest.mark.parametrize("prefer", ["", "sgd", "other"])
def test_two_answers_without_the_tasks_name_are_none_and_both_are_named(prefer: str) -> None:
    found = program(two_answers(), ["Adam"], prefer=prefer)
    assert found.definitions == () and found.pieces == ()
    (problem,) = found.problems
    assert problem.code == "two-answers"
    assert "`adam.py`, `old_try.py`" in problem.text.en and "`adam.py`, `old_try.py`" in problem.text.ko


def test_two_files_of_the_tasks_name_are_still_two_answers() -> None:
    submission = modules(adam="class Adam: x = 1", b__adam="class Adam: x = 2")
    assert codes(program(submission, ["Adam"], prefer="adam").problems) == ["two-answers"]


def test_a_file_that_imports_the_answer_is_no_second_answer() -> None:
    submission = modules(
        train="from adam import Adam\nAdam()", adam="class Adam: pass", z="import adam\nAdam = adam.Adam"
    )
    found = program(submission, ["Adam"])
    assert (only(found).module, only(found).file) == ("adam", "adam.py") and found.problems == ()
    assert kept(found) == ["class Adam:\n    pass"]


def test_an_answer_under_another_name_is_found_through_the_file_that_renames_it() -> None:
    submission = modules(main="from impl import MyAdam as Adam", impl="\nclass MyAdam: pass")
    found = program(submission, ["Adam"])
    assert only(found) == Definition("Adam", "main", "impl.py", None, 2, 2)
    assert kept(found) == ["class MyAdam:\n    pass", "from impl import MyAdam as Adam"]


def test_an_import_from_an_own_file_that_does_not_have_it_is_no_answer() -> None:
    assert program(modules(main="from impl import Adam", impl="x = 1"), ["Adam"]).definitions == ()


def test_names_for_each_other_do_not_hang() -> None:
    assert program(script("Adam = B\nB = Adam"), ["Adam"]).definitions == ()
    assert program(modules(a="from b import Adam", b="from a import Adam"), ["Adam"]).definitions == ()


def test_a_starter_left_as_it_was_is_no_answer_beside_another(tmp_path: Path) -> None:
    starter = "def f():\n    raise NotImplementedError\n"
    (tmp_path / "starter.py").write_text(starter)
    (tmp_path / "mine.py").write_text("def f():\n    return 1\n")
    found = program(read(tmp_path), ("f",), prefer="task", starter=starter + "\n")
    assert [one.file for one in found.definitions] == ["mine.py"] and not found.problems
    (tmp_path / "starter.py").write_text("def f():\n    return 2\n")
    assert not program(read(tmp_path), ("f",), prefer="task", starter=starter).definitions
    (tmp_path / "mine.py").unlink()
    assert program(read(tmp_path), ("f",), prefer="task", starter="def f():\n    return 2\n").definitions
