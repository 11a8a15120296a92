"""A class: one entry per student, from plain folders and zips and from what Canvas and Moodle export."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from handins import codes, folder, notebook, zipped

from grader.errors import UnreadableError, UsageError
from grader.intake import Entry, discover, read


def made(tmp_path: Path, content: dict[str, str | bytes], kind: str) -> Path:
    """The same class as a folder or as a zip."""
    if kind == "folder":
        return folder(tmp_path / "class", content)
    (tmp_path / "class.zip").write_bytes(zipped(content))
    return tmp_path / "class.zip"


def handed(entries: list[Entry]) -> dict[str, list[str]]:
    return {entry.student: [source.file for source in read(entry).sources] for entry in entries}


both = pytest.mark.parametrize("kind", ["folder", "zip"])


@both
def test_files_folders_and_zips_are_an_entry_each(tmp_path: Path, kind: str) -> None:
    content: dict[str, str | bytes] = {
        "kim.py": "x = 1",
        "lee.ipynb": notebook("x = 1"),
        "park/a.py": "x = 1",
        "park/sub/b.py": "x = 1",
        "choi.zip": zipped({"hw/c.py": "x = 1"}),
        "김민수.py": "x = 1",
    }
    entries = discover(made(tmp_path, content, kind))
    assert [entry.student for entry in entries] == ["choi", "kim", "lee", "park", "김민수"]
    assert handed(entries) == {
        "choi": ["hw/c.py"], "kim": ["kim.py"], "lee": ["lee.ipynb"], "park": ["a.py", "sub/b.py"], "김민수": ["김민수.py"],
    }  # fmt: skip
    assert all(entry.problems == () for entry in entries)


@both
def test_litter_and_rosters_are_no_students(tmp_path: Path, kind: str) -> None:
    litter = [
        ".DS_Store",
        "__MACOSX/._kim.py",
        ".git/config",
        "__pycache__/a.pyc",
        "grades.csv",
        "README.md",
        "meta.yml",
    ]
    assert list(handed(discover(made(tmp_path, dict.fromkeys(litter, "x") | {"kim.py": "x = 1"}, kind)))) == ["kim"]


@both
def test_what_cannot_be_read_is_an_entry_all_the_same(tmp_path: Path, kind: str) -> None:
    content: dict[str, str | bytes] = {"a.rar": b"x", "b.pdf": b"x", "c.zip": b"x", "d/notes.txt": "x", "e.py": ""}
    found = {entry.student: read(entry).rejected for entry in discover(made(tmp_path, content, kind))}
    assert {student: problem.code for student, problem in found.items() if problem} == {
        "a": "not-python", "b": "not-python", "c": "zip-corrupt", "d": "no-python-files", "e": "empty-file",
    }  # fmt: skip


@both
def test_two_entries_of_one_student_are_told_apart_and_told(tmp_path: Path, kind: str) -> None:
    content: dict[str, str | bytes] = {
        "kim.py": "x = 1",
        "kim.zip": zipped({"a.py": "x = 1"}),
        "kim/b.py": "x = 1",
        "lee.py": "",
    }
    entries = discover(made(tmp_path, content, kind))
    assert len({entry.student for entry in entries}) == 4
    told = {entry.student: codes(read(entry).problems) for entry in entries}
    assert told.pop("lee") == [] and set(map(tuple, told.values())) == {("duplicate-student",)}
    assert {"kim", "kim.py", "kim.zip"} == set(told)
    assert "`kim.py`" in entries[0].problems[0].text.en and "`kim.zip`" in entries[0].problems[0].text.en


def test_thousands_of_one_name_are_told_apart_in_few_words(tmp_path: Path) -> None:
    """The names differ in invisible characters, which make no other student."""
    invisible = str.maketrans("01", "\u200b\u200c")
    names = [f"kim{number:b}".translate(invisible) for number in range(3000)]
    entries = discover(folder(tmp_path / "class", {f"{name}.py": "" for name in names}))
    assert {entry.student for entry in entries} == {
        "kim",
        "kim.py",
        *(f"kim.py ({number})" for number in range(2, 3000)),
    }
    assert max(len(entry.problems[0].text.en) for entry in entries) < 300


def test_names_that_are_equal_once_composed_are_told_apart(tmp_path: Path) -> None:
    content: dict[str, str | bytes] = {unicodedata.normalize(form, "김.py"): "x = 1" for form in ("NFC", "NFD")}
    entries = discover(folder(tmp_path / "class", content))
    assert [entry.student for entry in entries] == ["김", "김.py"]
    assert [codes(entry.problems) for entry in entries] == [["duplicate-student"]] * 2


def test_the_order_is_the_same_every_time(tmp_path: Path) -> None:
    path = folder(tmp_path / "class", {f"{name}.py": "x = 1" for name in "zyxabc가나"})
    assert discover(path) == discover(path)
    assert [entry.student for entry in discover(path)] == list("abcxyz가나")


def test_an_entry_that_is_a_link_is_refused_with_its_name(tmp_path: Path) -> None:
    folder(tmp_path, {"secret.py": "x = 1"})
    path = folder(tmp_path / "class", {})
    (path / "kim.py").symlink_to(tmp_path / "secret.py")
    (path / "lee").symlink_to(tmp_path)
    rejected = [read(entry).rejected for entry in discover(path)]
    assert [problem.code for problem in rejected if problem] == ["symlink", "symlink"]


def test_an_empty_class_has_no_entries(tmp_path: Path) -> None:
    assert discover(folder(tmp_path / "class", {})) == []


def test_what_is_no_class_is_a_usage_error(tmp_path: Path) -> None:
    folder(tmp_path, {"a.py": "x = 1", "bad.zip": b"PK"})
    with pytest.raises(UsageError, match="no folder or zip"):
        discover(tmp_path / "nothing")
    with pytest.raises(UsageError, match="one file"):
        discover(tmp_path / "a.py")
    with pytest.raises(UnreadableError, match=r"bad\.zip"):
        discover(tmp_path / "bad.zip")


def test_a_class_zipped_as_one_folder_is_found_in_it(tmp_path: Path) -> None:
    entries = discover(made(tmp_path, {"class/kim.py": "x = 1", "class/lee/a.py": "x = 1", "__MACOSX/x": ""}, "zip"))
    assert handed(entries) == {"kim": ["kim.py"], "lee": ["a.py"]}


def test_members_that_lead_out_of_a_class_zip_are_told_and_not_read(tmp_path: Path) -> None:
    content = {"kim.py": "x = 1", "../evil.py": "x", "/abs.py": "x", "../kim.py": "x"}
    found = {entry.student: read(entry) for entry in discover(made(tmp_path, content, "zip"))}
    assert {student: one.rejected and one.rejected.code for student, one in found.items()} == {
        "kim": None, "evil": "zip-unsafe-path", "abs": "zip-unsafe-path",
    }  # fmt: skip


def test_a_class_zip_that_was_changed_meanwhile_is_no_traceback(tmp_path: Path) -> None:
    path = made(tmp_path, {"kim.py": "x = 1", "lee.py": "x = 1"}, "zip")
    entries = discover(path)
    path.write_bytes(zipped({"other.py": "x = 1"}))
    assert read(entries[0]).rejected is not None
    path.unlink()
    assert read(entries[0]).rejected is not None


# --- Canvas --------------------------------------------------------------------------------------------------------


@both
def test_canvas_files_of_one_student_belong_together_under_their_own_names(tmp_path: Path, kind: str) -> None:
    content: dict[str, str | bytes] = {
        "kimminsu_101_9001_adam.py": "from utils import x",
        "kimminsu_101_9002_utils.py": "x = 1",
        "leejiwoo_LATE_102_9003_hw_1_2_adam.ipynb": notebook("x = 1"),
        "김민수_103_9004_hw.zip": zipped({"a.py": "x = 1"}),
        "anon_aB3xY_9005_adam.py": "x = 1",
        "LATE_anon_Zz9aa_9006_adam.py": "x = 1",
        "choi_104_text.html": "<p>typed</p>",
        "grades.csv": "x",
    }
    entries = discover(made(tmp_path, content, kind))
    assert handed(entries) == {
        "anon_Zz9aa": ["adam.py"],
        "anon_aB3xY": ["adam.py"],
        "choi_104": [],
        "kimminsu_101": ["adam.py", "utils.py"],
        "leejiwoo_102": ["hw_1_2_adam.ipynb"],
        "김민수_103": ["a.py"],
    }
    assert [entry.student for entry in entries if entry.late] == ["anon_Zz9aa", "leejiwoo_102"]
    assert {entry.lms_id for entry in entries} == {"Zz9aa", "aB3xY", "104", "101", "102", "103"}
    rejected = read(next(entry for entry in entries if entry.lms_id == "104")).rejected
    assert rejected is not None and rejected.code == "not-python"


@both
def test_namesakes_in_canvas_are_two_students(tmp_path: Path, kind: str) -> None:
    content: dict[str, str | bytes] = {"kimminsu_1_11_a.py": "x = 1", "kimminsu_2_12_a.py": "x = 1"}
    assert handed(discover(made(tmp_path, content, kind))) == {"kimminsu_1": ["a.py"], "kimminsu_2": ["a.py"]}


def test_a_class_with_underscores_is_not_taken_for_canvas(tmp_path: Path) -> None:
    path = folder(tmp_path / "class", {"kim_min_su.py": "x = 1", "lee_1_2_a.py": "x = 1"})
    assert [entry.student for entry in discover(path)] == ["kim_min_su", "lee_1_2_a"]


def test_the_same_submission_has_the_same_hash_from_a_folder_and_a_zip(tmp_path: Path) -> None:
    content: dict[str, str | bytes] = {"kim_1_11_a.py": "x = 1", "kim_1_12_b.py": "x = 1", "lee_2_13_a.py": "x = 1"}
    hashes = [[read(entry).sha256 for entry in discover(made(tmp_path, content, kind))] for kind in ("folder", "zip")]
    assert hashes[0] == hashes[1] and len(set(hashes[0])) == 2


# --- Moodle --------------------------------------------------------------------------------------------------------


@both
def test_moodle_folders_are_an_entry_each(tmp_path: Path, kind: str) -> None:
    content: dict[str, str | bytes] = {
        "Kim Min_su_41_assignsubmission_file/adam.py": "x = 1",
        "Kim Min_su_41_assignsubmission_file/sub/utils.py": "x = 1",
        "Kim Min_su_41_assignsubmission_onlinetext/onlinetext.html": "<p>",
        "Team 7_12_이지우_42_assignsubmission_file_/a.ipynb": notebook("x = 1"),
        "Choi_43_assignsubmission_onlinetext/onlinetext.html": "<p>",
    }
    entries = discover(made(tmp_path, content, kind))
    assert handed(entries) == {"Choi_43": [], "Kim Min_su_41": ["adam.py", "sub/utils.py"], "이지우_42": ["a.ipynb"]}
    assert [entry.lms_id for entry in entries] == ["43", "41", "42"]


@both
def test_moodle_without_folders_has_the_prefix_before_each_file(tmp_path: Path, kind: str) -> None:
    content: dict[str, str | bytes] = {
        "Kim Minsu_41_assignsubmission_file_adam.py": "x = 1",
        "Kim Minsu_41_assignsubmission_file_my_utils.py": "x = 1",
        "Lee_42_assignsubmission_file_a.zip": zipped({"b.py": "x = 1"}),
    }
    assert handed(discover(made(tmp_path, content, kind))) == {
        "Kim Minsu_41": ["adam.py", "my_utils.py"],
        "Lee_42": ["b.py"],
    }


@both
def test_an_export_within_one_folder_is_found(tmp_path: Path, kind: str) -> None:
    content: dict[str, str | bytes] = {"submissions/Kim_41_assignsubmission_file/a.py": "x = 1"}
    assert handed(discover(made(tmp_path, content, kind))) == {"Kim_41": ["a.py"]}


def test_an_entry_reads_the_same_however_often(tmp_path: Path) -> None:
    (entry,) = discover(made(tmp_path, {"kim.py": "x = 1"}, "zip"))
    assert read(entry) == read(entry)
    assert read(entry, student="other").student == "other"
    assert os.listdir(tmp_path) == ["class.zip"]  # nothing is unpacked
