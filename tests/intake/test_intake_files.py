"""Single files: text, encodings, and everything that is not a readable Python file."""

from __future__ import annotations

import codecs
import hashlib
import os
from pathlib import Path

import pytest
from handins import codes, folder, notebook, read_file

from grader.intake import problems, read
from grader.model import Place, Text


def test_a_script_becomes_one_source_with_its_text_and_hash(tmp_path: Path) -> None:
    submission = read_file(tmp_path, "kim.py", "x = 1\n")
    (source,) = submission.sources
    assert (source.module, source.file, source.cell, source.text) == ("kim", "kim.py", None, "x = 1\n")
    assert submission.student == "kim"
    assert submission.sha256 == hashlib.sha256(b"x = 1\n").hexdigest()
    assert submission.rejected is None and submission.problems == ()


def test_the_student_can_be_named_by_the_caller(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1")
    assert read(tmp_path / "a.py", student="Lee").student == "Lee"


def test_student_names_are_normalised_and_cannot_reorder_a_terminal(tmp_path: Path) -> None:
    decomposed = "\u1100\u1175\u11b7"  # 김, as macOS writes it
    assert read_file(tmp_path, f"{decomposed}.py", "x = 1").student == "김"
    assert read_file(tmp_path, "a\u202eb\x1b[31m\x07.py", "x = 1").student == "ab[31m"


def test_suffixes_may_be_in_capitals(tmp_path: Path) -> None:
    assert read_file(tmp_path, "KIM.PY", "x = 1").student == "KIM"
    assert read_file(tmp_path, "Lee.IPYNB", notebook("x = 1")).sources


def test_line_ends_of_all_systems_keep_the_line_count(tmp_path: Path) -> None:
    (source,) = read_file(tmp_path, "a.py", b"x = 1\r\ny = 2\rz = '''\r\n\x0c'''\n").sources
    assert source.text == "x = 1\ny = 2\nz = '''\n\x0c'''\n"


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + "값 = 1".encode(),
        codecs.BOM_UTF16_LE + "값 = 1".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "값 = 1".encode("utf-16-be"),
        codecs.BOM_UTF32_LE + "값 = 1".encode("utf-32-le"),
        "값 = 1".encode(),
    ],
)
def test_unicode_is_read_with_and_without_its_marks(tmp_path: Path, data: bytes) -> None:
    submission = read_file(tmp_path, "a.py", data)
    assert [source.text for source in submission.sources] == ["값 = 1"]
    assert submission.problems == ()


def test_cp949_is_read_and_said(tmp_path: Path) -> None:
    submission = read_file(tmp_path, "a.py", "x = 1  # 한글 주석 뷁\n".encode("cp949"))
    assert submission.sources[0].text == "x = 1  # 한글 주석 뷁\n"
    assert codes(submission.problems) == ["read-as-cp949"]


@pytest.mark.parametrize("cookie", ["cp949", "euc-kr"])
def test_a_coding_cookie_is_honoured_without_a_word(tmp_path: Path, cookie: str) -> None:
    submission = read_file(
        tmp_path, "a.py", f"#!/usr/bin/python\n# -*- coding: {cookie} -*-\nx = '값'\n".encode("cp949")
    )
    assert "값" in submission.sources[0].text
    assert submission.problems == ()


def test_a_latin_1_cookie_is_honoured(tmp_path: Path) -> None:
    submission = read_file(tmp_path, "a.py", b"# coding: latin-1\nx = '\xe9'\n")
    assert submission.sources[0].text.endswith("'é'\n")


@pytest.mark.parametrize("cookie", ["punycode", "unicode_escape", "hex", "no-such-codec", "rot13"])
def test_cookies_that_are_no_encodings_of_text_are_passed_over(tmp_path: Path, cookie: str) -> None:
    submission = read_file(tmp_path, "a.py", f"# coding: {cookie}\nx = '값'\n")
    assert "값" in submission.sources[0].text


def test_bytes_in_no_known_encoding_are_refused(tmp_path: Path) -> None:
    rejected = read_file(tmp_path, "a.py", b"x = '\xff\xfd\x81'\n").rejected
    assert rejected is not None and rejected.code == "not-utf8"
    assert "a.py" in rejected.text.en and "UTF-8" in rejected.text.ko


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.py", b"", "empty-file"),
        ("a.py", b" \n\t\n", "empty-file"),
        ("a.py", codecs.BOM_UTF8, "empty-file"),
        ("a.py", b"x = 1\x00", "nul-bytes"),
        ("a.py", "x = 1".encode("utf-16-le"), "nul-bytes"),
        ("a.txt", b"x = 1", "not-python"),
        ("a", b"x = 1", "not-python"),
        ("a.rar", b"Rar!", "not-python"),
        ("a.ipynb", b"", "empty-file"),
        ("a.ipynb", b"{", "notebook-not-json"),
        ("a.ipynb", b"[" * 100_000, "notebook-not-json"),
        ("a.ipynb", b'{"a": ' + b"9" * 5000 + b"}", "notebook-not-json"),
        ("a.ipynb", b"[]", "not-a-notebook"),
        ("a.ipynb", b'{"cells": 3}', "not-a-notebook"),
        ("a.ipynb", b"\xff\xfd\x81", "not-utf8"),
        ("a.ipynb", notebook(), "no-code-cells"),
        ("a.ipynb", notebook(None, "", "  \n"), "no-code-cells"),
        ("a.ipynb", notebook("x <- 1", kernelspec={"language": "R"}), "notebook-not-python"),
        ("a.zip", b"", "zip-corrupt"),
        ("a.zip", b"Rar?", "zip-corrupt"),
        ("a.zip", b"Rar!\x1a\x07", "other-format"),
        ("a.py", b"PK\x03\x04", "other-format"),
        ("a.py", b"7z\xbc\xaf\x27\x1c\0\4", "other-format"),
        ("a.py", b"\x1f\x8b\x08", "other-format"),
        ("a.py", bytes(257) + b"ustar", "other-format"),
        ("a.py", b"%PDF-1.7", "other-format"),
        ("a.py", b"\xa7\r\r\n" + bytes(12), "other-format"),
        ("a.ipynb", b"\x89PNG\r\n\x1a\n", "other-format"),
        ("a.ipynb", b"\n<!DOCTYPE html><html>", "web-page"),
        ("a.py", b"# a\n\n  # b\n", "no-code"),
        ("a.ipynb", notebook("# a", "# b"), "no-code"),
    ],
)
def test_unreadable_files_are_refused_each_with_its_code(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    submission = read_file(tmp_path, name, content)
    assert submission.rejected is not None and submission.rejected.code == code
    assert submission.sources == ()
    assert name in submission.rejected.text.en and name in submission.rejected.text.ko


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    submission = read(tmp_path / "kim.py")
    assert submission.student == "kim"
    assert submission.rejected is not None and submission.rejected.code == "missing-file"


def test_a_file_without_permission_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)  # file modes do not stop root
    rejected = read_file(tmp_path, "a.py", "x = 1").rejected
    assert rejected is not None and rejected.code == "unreadable-file"
    assert "Permission denied" in rejected.text.en


@pytest.mark.parametrize(("name", "megabytes"), [("a.py", 11), ("a.ipynb", 51), ("a.zip", 101), ("b.py", 200)])
def test_files_over_the_limit_are_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, megabytes: int
) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(megabytes * 1024 * 1024)
    monkeypatch.delattr(os, "open")  # nothing may be opened
    submission = read(tmp_path / name)
    assert submission.rejected is not None and submission.rejected.code == "too-large"


def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.py")
    rejected = read(tmp_path / "a.py").rejected
    assert rejected is not None and rejected.code == "special-file"


def test_a_link_given_by_its_own_path_is_followed(tmp_path: Path) -> None:
    folder(tmp_path, {"real.py": "x = 1"})
    (tmp_path / "link.py").symlink_to(tmp_path / "real.py")
    submission = read(tmp_path / "link.py")
    assert submission.student == "link" and submission.sources


def test_a_syntax_error_is_told_with_its_line_and_nothing_is_taken(tmp_path: Path) -> None:
    submission = read_file(tmp_path, "a.py", "x = 1\ndef f(:\n    pass\n")
    rejected = submission.rejected
    assert rejected is not None and submission.sources == () and submission.problems == ()
    assert (rejected.code, rejected.place) == ("syntax-error", Place("a.py", None, 2))
    assert "invalid syntax" in rejected.text.en and "invalid syntax" in rejected.text.ko


def test_errors_that_only_the_compiler_finds_are_told(tmp_path: Path) -> None:
    rejected = read_file(tmp_path, "a.py", "x = 1\nreturn x\n").rejected
    assert rejected is not None and (rejected.code, rejected.place) == ("syntax-error", Place("a.py", None, 2))


def test_a_broken_script_beside_a_whole_one_is_kept_as_a_text(tmp_path: Path) -> None:
    submission = read(folder(tmp_path / "kim", {"a.py": "x = 1", "b.py": "def f(:"}))
    assert submission.rejected is None and len(submission.sources) == 2
    assert codes(submission.problems) == ["syntax-error"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [("a.py", notebook(None, "x = 1"), "a.ipynb"), ("b.ipynb", b"import torch\nx = 1\n", "b.py")],
)
def test_a_notebook_named_as_a_script_is_read_and_the_other_way_round(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    submission = read_file(tmp_path, name, content)
    assert codes(submission.problems) == ["misnamed"] and told in submission.problems[0].text.en
    assert [source.cell for source in submission.sources] == [2 if name == "a.py" else None]


@pytest.mark.parametrize(
    ("content", "code"), [(b"x = 1\ny = '\xff\xfd'\n", "not-utf8"), (b"x = 1\ny = '\0'\n", "nul-bytes")]
)
def test_the_line_of_a_byte_that_cannot_be_read_is_told(tmp_path: Path, content: bytes, code: str) -> None:
    rejected = read_file(tmp_path, "a.py", content).rejected
    assert rejected is not None and (rejected.code, rejected.place) == (code, Place("a.py", None, 2))


@pytest.mark.parametrize("target", ["nothing", "a.py"])
def test_a_link_that_leads_nowhere_is_told_by_its_own_name(tmp_path: Path, target: str) -> None:
    (tmp_path / "a.py").symlink_to(tmp_path / target)
    rejected = read(tmp_path / "a.py").rejected
    assert rejected is not None and rejected.code == "symlink" and "a.py" in rejected.text.en


def test_code_that_makes_python_warn_is_read_quietly(tmp_path: Path) -> None:
    submission = read_file(tmp_path, "a.py", "x = '\\d'\nassert (x, 1)\ny = x is 1\n")
    assert submission.problems == () and submission.sources


def test_a_colab_script_with_shell_lines_is_read_without_them(tmp_path: Path) -> None:
    submission = read_file(tmp_path, "a.py", "!pip install torch\nimport torch\n%matplotlib inline\nx = 1\n")
    assert submission.sources[0].text == "\nimport torch\n\nx = 1\n"
    assert codes(submission.problems) == ["magic-in-script"]


@pytest.mark.parametrize(
    ("stem", "module"),
    [
        ("my-adam", "my_adam"), ("Unit 3 (1)", "Unit_3_1"), ("1주차", "_1주차"), ("class", "_class"),
        ("torch", "torch_"), ("random", "random_"), ("test", "test"), ("---", "module"),
    ],
)  # fmt: skip
def test_module_names_are_identifiers_and_never_a_librarys(tmp_path: Path, stem: str, module: str) -> None:
    assert read_file(tmp_path, f"{stem}.py", "x = 1").sources[0].module == module


def test_every_problem_has_both_languages_with_the_same_fields() -> None:
    import string

    for code, text in problems.TEXTS.items():
        fields = [{name for _, name, _, _ in string.Formatter().parse(one) if name} for one in (text.en, text.ko)]
        assert fields[0] == fields[1], code
        assert any("가" <= letter <= "힣" for letter in text.ko) and text.ko.endswith("."), code
        assert text.en.endswith(".") and text.en.isascii(), code


def test_fields_that_differ_by_language_are_filled_in_each() -> None:
    made = problems.problem("syntax-error", None, unit=Text("cell", "셀"), reason="x")
    assert "this cell" in made.text.en and "이 셀" in made.text.ko


def test_the_same_problem_a_thousand_times_is_told_a_few_times() -> None:
    many = [problems.problem("symlink", file=str(i)) for i in range(1000)]
    assert len(problems.thinned(many)) == problems.MANY
