"""Folders: what is found, what is left out, and the names under which files import each other."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from handins import codes, folder, notebook, zipped

from grader.intake import files, read, reading
from grader.model import Submission


def names(submission: Submission) -> dict[str, str]:
    return {source.file: source.module for source in submission.sources}


def test_scripts_notebooks_and_zips_are_read_at_all_depths(tmp_path: Path) -> None:
    content = {"a.py": "x = 1", "s/b.ipynb": notebook("y = 2"), "s/c.zip": zipped({"d.py": "z = 3"}), "t.txt": "-"}
    submission = read(folder(tmp_path / "kim", content))
    assert submission.student == "kim"
    assert names(submission) == {"a.py": "a", "s/b.ipynb": "b", "s/c.zip/d.py": "d"}
    assert submission.problems == ()


def test_environments_caches_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    litter = ["venv/x.py", ".venv/x.py", "__pycache__/x.py", ".ipynb_checkpoints/a.ipynb", "__MACOSX/a.py", "._a.py"]
    submission = read(folder(tmp_path / "kim", {"a.py": "x = 1"} | dict.fromkeys(litter, "(")))
    assert names(submission) == {"a.py": "a"} and submission.problems == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [({}, "empty-folder"), ({".DS_Store": "x"}, "empty-folder"), ({"sub/notes.txt": "x"}, "no-python-files")],
)
def test_a_folder_without_code_is_refused(tmp_path: Path, content: dict[str, str], code: str) -> None:
    rejected = read(folder(tmp_path / "kim", content)).rejected
    assert rejected is not None and rejected.code == code and "kim" in rejected.text.en


def test_a_bad_file_beside_a_good_one_is_only_a_problem(tmp_path: Path) -> None:
    content: dict[str, str | bytes] = {
        "a.py": "x = 1",
        "b.py": b"\xff\xfd\x81",
        "c.ipynb": "{",
        "d.zip": b"x",
        "e.py": "",
    }
    submission = read(folder(tmp_path / "kim", content))
    assert submission.rejected is None and names(submission) == {"a.py": "a"}
    assert sorted(codes(submission.problems)) == ["empty-file", "not-utf8", "notebook-not-json", "zip-corrupt"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    folder(tmp_path / "lee", {"secret.py": "x = 1"})
    kim = folder(tmp_path / "kim", {"a.py": "x = 1"})
    (kim / "b.py").symlink_to(tmp_path / "lee" / "secret.py")
    (kim / "lee").symlink_to(tmp_path / "lee")
    (kim / "loop").symlink_to(kim)
    (kim / "gone.py").symlink_to(tmp_path / "nothing")
    submission = read(kim)
    assert names(submission) == {"a.py": "a"}
    assert codes(submission.problems) == ["symlink"] * 4


def test_a_pipe_in_a_folder_is_not_opened(tmp_path: Path) -> None:
    kim = folder(tmp_path / "kim", {"a.py": "x = 1"})
    os.mkfifo(kim / "b.py")
    assert codes(read(kim).problems) == ["special-file"]


def test_a_thousand_levels_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    kim = folder(tmp_path / "kim", {"a.py": "x = 1"})
    levels = [kim.joinpath(*["d"] * depth) for depth in range(1, 1001)]
    for level in levels:
        level.mkdir()
    submission = read(kim)
    assert names(submission) == {"a.py": "a"} and codes(submission.problems) == ["too-deep"]
    for level in reversed(levels):  # too deep for pytest to remove
        level.rmdir()


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_FILES", 3)
    rejected = read(folder(tmp_path / "kim", {f"{i}.py": "x = 1" for i in range(4)})).rejected
    assert rejected is not None and rejected.code == "too-many-files"


def test_a_folder_of_thousands_of_other_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_ENTRIES", 3)
    rejected = read(folder(tmp_path / "kim", {f"{i}.png": "" for i in range(4)})).rejected
    assert rejected is not None and rejected.code == "too-many-files"


def test_too_much_in_all_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading._Found, "add", _add_to_ten_bytes)
    rejected = read(folder(tmp_path / "kim", {"a.py": "x = 100", "b.py": "x = 100"})).rejected
    assert rejected is not None and rejected.code == "total-too-large"


def test_more_code_than_anyone_writes_is_not_parsed(tmp_path: Path) -> None:
    submission = read(folder(tmp_path / "kim", {"a.py": "x = 1", "b.py": "#" * (513 * 1024)}))
    assert names(submission) == {"a.py": "a"} and codes(submission.problems) == ["too-much-code"]


def test_the_hash_covers_names_and_bytes_but_no_times(tmp_path: Path) -> None:
    first = read(folder(tmp_path / "1" / "kim", {"a.py": "x = 1", "b.py": "y = 2"}))
    again = read(folder(tmp_path / "2" / "kim", {"b.py": "y = 2", "a.py": "x = 1"}))
    renamed = read(folder(tmp_path / "3" / "kim", {"a.py": "x = 1", "c.py": "y = 2"}))
    changed = read(folder(tmp_path / "4" / "kim", {"a.py": "x = 1", "b.py": "y = 3"}))
    assert first.sha256 == again.sha256
    assert len({first.sha256, renamed.sha256, changed.sha256}) == 3


def test_the_student_is_named_after_the_folder_even_when_it_is_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder(tmp_path / "kim.min", {"a.py": "x = 1"}))
    assert read(Path(".")).student == "kim.min"


def test_names_that_are_not_utf8_are_read_as_korean(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/" + "과제.py".encode("cp949")
    with open(name, "wb") as file:
        file.write(b"x = 1")
    assert names(read(tmp_path)) == {"과제.py": "과제"}


def test_names_that_become_equal_by_cleaning_are_told_apart(tmp_path: Path) -> None:
    content = {unicodedata.normalize(form, "가.py"): "x = 1" for form in ("NFC", "NFD")}
    assert names(read(folder(tmp_path / "kim", content))) == {"가.py": "가", "가 (2).py": "가_2"}


# --- module names --------------------------------------------------------------------------------------------------


def named(tmp_path: Path, **texts: str) -> dict[str, str]:
    content = {name.replace("__", "/") + ".py": text for name, text in texts.items()}
    return names(read(folder(tmp_path / "hw 1", content)))


def test_a_package_with_init_has_dotted_names(tmp_path: Path) -> None:
    content = {"src/pkg/__init__.py": "", "src/pkg/sub/__init__.py": "", "src/pkg/sub/a.py": "x = 1"}
    submission = read(folder(tmp_path / "kim", content))
    assert names(submission) == {
        "src/pkg/__init__.py": "pkg",
        "src/pkg/sub/__init__.py": "pkg.sub",
        "src/pkg/sub/a.py": "pkg.sub.a",
    }
    assert submission.problems == ()  # an empty marker is no empty file


def test_a_folder_that_is_imported_from_has_dotted_names_without_init(tmp_path: Path) -> None:
    found = named(tmp_path, main="from models.resnet import Net", models__resnet="class Net: pass", other__a="x = 1")
    assert found == {"main.py": "main", "models/resnet.py": "models.resnet", "other/a.py": "a"}


def test_siblings_in_a_plain_folder_are_found_by_their_stems(tmp_path: Path) -> None:
    found = named(tmp_path, src__main="import utils", src__utils="x = 1")
    assert found == {"src/main.py": "main", "src/utils.py": "utils"}


def test_relative_imports_make_a_folder_a_package(tmp_path: Path) -> None:
    found = named(tmp_path, src__main="from .utils import x", src__utils="x = 1")
    assert found == {"src/main.py": "src.main", "src/utils.py": "src.utils"}


def test_relative_imports_at_the_top_make_the_submission_a_package(tmp_path: Path) -> None:
    found = named(tmp_path, main="from .utils import x", utils="x = 1", sub__c="from ..utils import x")
    assert found == {"main.py": "hw_1.main", "utils.py": "hw_1.utils", "sub/c.py": "hw_1.sub.c"}


def test_a_stray_init_at_the_top_does_not_break_plain_imports(tmp_path: Path) -> None:
    submission = read(folder(tmp_path / "kim", {"__init__.py": "", "main.py": "import utils", "utils.py": "x = 1"}))
    assert names(submission) == {"__init__.py": "kim", "main.py": "main", "utils.py": "utils"}


def test_equal_stems_get_names_of_their_own(tmp_path: Path) -> None:
    found = named(tmp_path, a__solution="x = 1", b__solution="x = 1")
    assert found == {"a/solution.py": "solution", "b/solution.py": "b.solution"}


def test_a_file_named_like_a_library_is_told_when_it_is_imported(tmp_path: Path) -> None:
    quiet = read(folder(tmp_path / "1", {"random.py": "x = 1"}))
    assert names(quiet) == {"random.py": "random_"} and quiet.problems == ()
    told = read(folder(tmp_path / "2", {"random.py": "x = 1", "a.py": "from random import x"}))
    assert codes(told.problems) == ["shadows-library"]


def _add_to_ten_bytes(found: object, file: str, data: bytes) -> None:
    found.bytes_left = min(found.bytes_left, 10) - len(data)  # type: ignore[attr-defined]
    if found.bytes_left < 0:  # type: ignore[attr-defined]
        raise files.Refusal(files.problem("total-too-large", file=file, limit=1))
