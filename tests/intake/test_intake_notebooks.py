"""Notebooks: cells, magics, and what of a broken notebook is still read."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from handins import codes, notebook, read_file

from grader.intake.magics import strip_magics
from grader.model import Place, Submission


def texts(submission: Submission) -> dict[int | None, str]:
    return {source.cell: source.text for source in submission.sources}


def test_cells_are_numbered_over_all_cells(tmp_path: Path) -> None:
    submission = read_file(tmp_path, "unit 3.ipynb", notebook(None, "x = 1", "", None, "y = 2"))
    assert texts(submission) == {2: "x = 1", 5: "y = 2"}
    assert {source.module for source in submission.sources} == {"unit_3"}
    assert [source.label for source in submission.sources] == ["unit 3.ipynb#cell-2", "unit 3.ipynb#cell-5"]


def test_a_source_may_be_a_list_of_lines(tmp_path: Path) -> None:
    assert texts(read_file(tmp_path, "a.ipynb", notebook(["x = 1\n", "y = 2"]))) == {1: "x = 1\ny = 2"}


def test_nbformat_3_with_worksheets_is_read(tmp_path: Path) -> None:
    old = {"worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1\n"]}]}], "nbformat": 3}
    assert texts(read_file(tmp_path, "a.ipynb", json.dumps(old).encode())) == {1: "x = 1\n"}


def test_a_notebook_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert read_file(tmp_path, "a.ipynb", b"\xef\xbb\xbf" + notebook("x = 1")).sources


@pytest.mark.parametrize("metadata", [{}, {"kernelspec": 3}, {"language_info": {"name": "python"}}, {"colab": {}}])
def test_notebooks_that_do_not_name_their_language_well_are_taken_for_python(
    tmp_path: Path, metadata: dict[str, object]
) -> None:
    assert read_file(tmp_path, "a.ipynb", notebook("x = 1", **metadata)).sources


def test_a_cell_that_does_not_parse_loses_only_itself(tmp_path: Path) -> None:
    submission = read_file(tmp_path, "a.ipynb", notebook(None, "x = 1", "def f(x):\n    y = \n", "z = 2"))
    (problem,) = submission.problems
    assert (problem.code, problem.place) == ("syntax-error", Place("a.ipynb", 3, 2))
    assert submission.rejected is None and {2, 4} < set(texts(submission))


@pytest.mark.parametrize("source", [3, {"a": 1}, ["x", 3], None, True])
def test_a_cell_whose_source_is_no_text_loses_only_itself(tmp_path: Path, source: object) -> None:
    raw = json.loads(notebook("x = 1", "y = 2"))
    raw["cells"][0]["source"] = source
    raw["cells"] += [3, None, {"cell_type": ["code"]}]
    submission = read_file(tmp_path, "a.ipynb", json.dumps(raw).encode())
    assert codes(submission.problems) == ["cell-unreadable"]
    assert texts(submission) == {2: "y = 2"}


def test_halves_of_characters_and_nul_in_a_cell_are_survived(tmp_path: Path) -> None:
    data = notebook("x = 'A'", "y = 'B'", "z = 1").replace(b"'A'", rb"'\ud800'").replace(b"'B'", rb"'\u0000'")
    submission = read_file(tmp_path, "a.ipynb", data)
    assert texts(submission)[1] == "x = '?'"
    assert [(p.code, p.place) for p in submission.problems] == [("syntax-error", Place("a.ipynb", 2, 1))]


@pytest.mark.parametrize("values", ["[]," * 40, "{}," * 20, "1," * 101, "[" * 50 + "]" * 50 + ","])
def test_a_notebook_of_millions_of_values_is_refused_before_it_fills_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, values: str
) -> None:
    monkeypatch.setattr("grader.intake.notebook.MOST_VALUES", 100)
    rejected = read_file(tmp_path, "a.ipynb", f'{{"cells": [{values}[]]}}').rejected
    assert rejected is not None and rejected.code == "too-much-output"


def test_signs_within_strings_are_no_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.intake.notebook.MOST_VALUES", 100)
    assert read_file(tmp_path, "a.ipynb", notebook("x = {} # " + '\\",[{' * 200)).rejected is None
    rejected = read_file(tmp_path, "b.ipynb", '{"' + '\\"' * 1_000_000 + "{" * 101).rejected  # in one pass
    assert rejected is not None and rejected.code == "notebook-not-json"


@pytest.mark.parametrize("magic", ["bash", "writefile adam.py", "html", "javascript", "R", "cython"])
def test_a_cell_of_another_language_is_blanked_whole(magic: str) -> None:
    assert strip_magics(f"%%{magic}\necho it's {{\nls") == ("\n\n", magic.split()[0])


@pytest.mark.parametrize("magic", ["time", "capture out", "prun -s cumulative"])
def test_a_cell_magic_around_python_blanks_its_line_only(magic: str) -> None:
    assert strip_magics(f"%%{magic}\nx = 1") == ("\nx = 1", None)


def test_a_title_may_stand_above_a_cell_magic() -> None:
    assert strip_magics("#@title Setup { run: 'auto' }\n\n%%bash\nls") == ("\n\n\n", "bash")
    assert strip_magics("#@title Setup\n%%capture\n%%time\nx = 1") == ("#@title Setup\n\n\nx = 1", None)


def test_definitions_in_a_cell_that_is_blanked_are_told(tmp_path: Path) -> None:
    submission = read_file(tmp_path, "a.ipynb", notebook("%%writefile adam.py\nclass Adam:\n    pass", "x = 1"))
    assert [(p.code, p.place) for p in submission.problems] == [("cell-skipped", Place("a.ipynb", 1))]


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "%config InlineBackend.figure_format = 'retina'  # comment",
        "!pip install -q torch==2.0.0+cpu",
        '!echo "it\'s" (',
        "!!ls",
        "files = !ls *.py",
        "a, b = !ls",
        "out = %time 3",
        "?help",
        "??torch.nn",
        "help?",
        "torch.nn.Linear??",
        "x[0].y?",
        "%%another",  # not on the first line of a cell
        "%timeit -n 10 f(x)",
    ],
)
def test_magic_lines_are_blanked_at_the_top_and_pass_in_blocks(line: str) -> None:
    text, _ = strip_magics(f"x = 1\n{line}\nif x:\n    {line}\ny = 2")
    assert text == "x = 1\n\nif x:\n    pass\ny = 2"


def test_a_shell_command_over_several_lines_is_blanked_as_a_whole() -> None:
    assert strip_magics("!pip install \\\n   torch \\\n   numpy\nx = 1")[0] == "\n\n\nx = 1"
    assert strip_magics("if x:\n  !a \\\n  b\ny = 1")[0] == "if x:\n  pass\n\ny = 1"


@pytest.mark.parametrize(
    "text",
    [
        "x = ('%d'\n  % 3)",
        "x = 7 \\\n % 3",
        "s = '''\n%matplotlib\n!ls\nwhat?\n'''",
        's = """it\'s\n!ls"""\nt = \'"""\'\nu = [\n3\n% 2]',
        "s = 'a\\\n!ls'",
        "d = {\n  'a': 1, # (\n}\nx = d['a'] != 2",
        "x = 'why?'  # why?",
        "# %matplotlib\n# !ls",
        "@f\ndef g(): ...",
        "s = f'{1 % 2}' '#' # ' \"\"\"\ny = 1",
        "assert x != 3, 'no?'",
    ],
)
def test_what_only_looks_like_a_magic_is_left_alone(text: str) -> None:
    ast.parse(text)
    assert strip_magics(text) == (text, None)


def test_a_cell_pasted_with_an_indentation_loses_it() -> None:
    assert strip_magics("    x = 1\n    if x:\n        y = 2\n")[0] == "x = 1\nif x:\n    y = 2\n"


@pytest.mark.parametrize(
    "text",
    ["", "\n", "%%bash\n\n", "!a\\", "x\n\n!ls\n", "'''\n%%\n", "(\n!ls\n", "\\", "%", "!", "?", "\x0c%x\n\u2028"],
)
def test_the_line_count_never_changes(text: str) -> None:
    assert strip_magics(text)[0].count("\n") == text.count("\n")


def test_a_notebook_of_nothing_but_magics_has_no_code(tmp_path: Path) -> None:
    rejected = read_file(tmp_path, "a.ipynb", notebook("%matplotlib inline", "!ls")).rejected
    assert rejected is not None and rejected.code == "no-code-cells"


def test_top_level_await_does_not_break_a_cell(tmp_path: Path) -> None:
    submission = read_file(tmp_path, "a.ipynb", notebook("import asyncio\nawait asyncio.sleep(1)\nx = 1"))
    assert submission.problems == ()
