"""Zips: what is read of them, and the ways in which they are hostile or broken."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from functools import partial
from pathlib import Path

import pytest
from handins import codes, folder, notebook, read_file, zipped

from grader.intake import archives, discover, read, reading
from grader.model import Submission


def rejection(submission: Submission) -> str:
    assert submission.sources == () and submission.rejected is not None
    assert "kim.zip" in submission.rejected.text.en
    return submission.rejected.code


def test_scripts_and_notebooks_are_read_wherever_they_lie(tmp_path: Path) -> None:
    data = zipped({"hw/b.ipynb": notebook("x = 1"), "hw/deep/a.py": "y = 2", "hw/data.csv": "1", "hw/": ""})
    submission = read_file(tmp_path, "kim.zip", data)
    assert submission.student == "kim" and submission.rejected is None and submission.problems == ()
    assert [(source.file, source.module) for source in submission.sources] == [
        ("hw/b.ipynb", "b"),
        ("hw/deep/a.py", "a"),
    ]


def test_what_file_managers_leave_behind_is_no_submission(tmp_path: Path) -> None:
    litter = {"__MACOSX/._a.py": "\0", ".git/a.py": "x", "a/__pycache__/b.py": "x", ".ipynb_checkpoints/a.ipynb": "x"}
    submission = read_file(tmp_path, "kim.zip", zipped({"a.py": "x = 1", ".DS_Store": "\0", **litter}))
    assert [source.file for source in submission.sources] == ["a.py"] and submission.problems == ()


def test_windows_separators_are_folders(tmp_path: Path) -> None:
    submission = read_file(tmp_path, "kim.zip", zipped({"hw\\a.py": "x = 1"}))
    assert submission.sources[0].file == "hw/a.py"


@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
def test_korean_names_are_read_with_and_without_the_flag_for_utf8(tmp_path: Path, encoding: str) -> None:
    data = zipped({"과제.py": "x = 1"}).replace("과제.py".encode(), "과제.py".encode(encoding))
    if encoding == "cp949":  # the name is shorter now: make the archive by hand, the flag cleared
        data = _zip_with_raw_name("과제.py".encode("cp949"))
    assert [source.file for source in read_file(tmp_path, "kim.zip", data).sources] == ["과제.py"]


def test_decomposed_names_of_macos_are_composed(tmp_path: Path) -> None:
    submission = read_file(tmp_path, "kim.zip", _zip_with_raw_name("\u1100\u1175\u11b7.py".encode()))
    assert submission.sources[0].file == "김.py"


@pytest.mark.parametrize("name", ["../a.py", "hw/../../a.py", "/etc/a.py", "C:\\a.py", "..\\a.py", "\\a.py", "x/.."])
def test_paths_that_lead_out_refuse_the_archive(tmp_path: Path, name: str) -> None:
    assert rejection(read_file(tmp_path, "kim.zip", zipped({"a.py": "x = 1", name: "y"}))) == "zip-unsafe-path"


def test_a_thousand_levels_refuse_the_archive(tmp_path: Path) -> None:
    assert rejection(read_file(tmp_path, "kim.zip", zipped({"d/" * 1000 + "a.py": "x = 1"}))) == "too-deep"


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.py": "x = 1"}))
    data[6] |= 1  # the flag in the file's own header
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the table of contents
    assert rejection(read_file(tmp_path, "kim.zip", bytes(data))) == "zip-encrypted"


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_FILES", 3)
    files = {f"{i}.txt": "" for i in range(4)}
    assert rejection(read_file(tmp_path, "kim.zip", zipped(files))) == "too-many-files"


def test_a_table_of_contents_of_megabytes_is_not_read(tmp_path: Path) -> None:
    contents = b"PK\x01\x02" + bytes(4 * 1024 * 1024)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 5, 5, len(contents), 0, 0)
    assert rejection(read_file(tmp_path, "kim.zip", contents + end)) == "too-many-files"


def test_a_declared_total_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 1000)
    assert (
        rejection(read_file(tmp_path, "kim.zip", zipped({"a.py": "x = 1", "data.bin": b"0" * 1001})))
        == "total-too-large"
    )


def test_a_member_over_its_own_limit_is_left_out(tmp_path: Path) -> None:
    submission = read_file(tmp_path, "kim.zip", zipped({"a.py": "x = 1", "b.py": b"#" * (11 * 1024 * 1024)}))
    assert [source.file for source in submission.sources] == ["a.py"]
    assert codes(submission.problems) == ["too-large"]


def test_a_bomb_that_lies_about_its_size_is_stopped_by_the_bytes(tmp_path: Path) -> None:
    data = zipped({"a.py": b"#" * (20 * 1024 * 1024)})
    lie = struct.pack("<L", 5)
    contents = data.index(b"PK\x01\x02")
    data = data[:22] + lie + data[26 : contents + 24] + lie + data[contents + 28 :]
    assert rejection(read_file(tmp_path, "kim.zip", data)) == "zip-corrupt"


def test_reading_stops_at_the_budget_whatever_was_declared() -> None:
    data = zipped({"a.py": b"#" * 100_000, "b.py": b"#" * 100_000})
    listing = archives.list_zip(data, "kim.zip", archives.Budget("kim.zip", 150_000))
    assert len(listing.items[0].read(200_000)) == 100_000
    with pytest.raises(archives.Refusal) as caught:
        listing.items[1].read(200_000)
    assert caught.value.problem.code == "total-too-large"


def test_many_zips_of_one_student_share_one_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "Budget", partial(archives.Budget, left=250_000))
    one = zipped({"a.py": "x = 1  # " + "a" * 100_000})
    assert read(folder(tmp_path / "two", {"a.zip": one, "b.zip": one})).rejected is None
    rejected = read(folder(tmp_path / "three", {"a.zip": one, "b.zip": one, "c.zip": one})).rejected
    assert rejected is not None and rejected.code == "total-too-large" and "`three`" in rejected.text.en


def test_what_a_student_has_in_the_zip_of_a_class_shares_one_budget(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "Budget", partial(archives.Budget, left=250_000))
    text = "x = 1  # " + "a" * 100_000
    (tmp_path / "class.zip").write_bytes(zipped({f"{name}/{i}.py": text for name in ("kim", "lee") for i in range(2)}))
    assert [read(entry).rejected for entry in discover(tmp_path / "class.zip")] == [None, None]
    (tmp_path / "class.zip").write_bytes(zipped({"lee.py": "", **{f"kim/{i}.py": text for i in range(3)}}))
    rejected = read(discover(tmp_path / "class.zip")[0]).rejected
    assert rejected is not None and rejected.code == "total-too-large"


def test_a_zip_within_a_zip_is_told_and_not_opened(tmp_path: Path) -> None:
    submission = read_file(tmp_path, "kim.zip", zipped({"a.py": "x = 1", "b.zip": zipped({"b.py": "y = 2"})}))
    assert [source.file for source in submission.sources] == ["a.py"]
    assert codes(submission.problems) == ["nested-zip"]


def test_a_link_within_a_zip_is_told_and_not_followed(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("b.py")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    submission = read_file(tmp_path, "kim.zip", buffer.getvalue())
    assert submission.rejected is not None and submission.rejected.code == "symlink"


def test_a_wrong_checksum_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.py": "x = 1", "b.py": "y = 2"}))
    data[14] ^= 1
    data[data.index(b"PK\x01\x02") + 16] ^= 1
    submission = read_file(tmp_path, "kim.zip", bytes(data))
    assert [source.file for source in submission.sources] == ["b.py"]
    assert codes(submission.problems) == ["zip-corrupt"]


@pytest.mark.parametrize("kept", [10, 60, 100, 140])
def test_a_truncated_archive_is_refused(tmp_path: Path, kept: int) -> None:
    assert rejection(read_file(tmp_path, "kim.zip", zipped({"a.py": "x = 1"})[:-1][:kept])) == "zip-corrupt"


@pytest.mark.parametrize("position", range(0, 110, 3))
def test_a_damaged_byte_is_never_an_exception(tmp_path: Path, position: int) -> None:
    data = bytearray(zipped({"a.py": "x = 1"}))
    data[position] ^= 0xFF
    submission = read_file(tmp_path, "kim.zip", bytes(data))
    assert (submission.rejected is None) == bool(submission.sources)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_compressions_that_cannot_be_bounded_are_refused(tmp_path: Path, method: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("a.py", "x = 1")
    assert rejection(read_file(tmp_path, "kim.zip", buffer.getvalue())) == "zip-unsupported"


@pytest.mark.parametrize(("files", "code"), [({}, "empty-folder"), ({"a.txt": "x"}, "no-python-files")])
def test_a_zip_without_code_is_refused(tmp_path: Path, files: dict[str, str], code: str) -> None:
    assert rejection(read_file(tmp_path, "kim.zip", zipped(files))) == code


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_members_of_one_name_the_last_counts_as_when_unpacking(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.py", "x = 1")
        archive.writestr("a.py", "x = 2")
    assert [source.text for source in read_file(tmp_path, "kim.zip", buffer.getvalue()).sources] == ["x = 2"]


def test_the_hash_is_of_the_archive_itself(tmp_path: Path) -> None:
    import hashlib

    data = zipped({"a.py": "x = 1"})
    assert read_file(tmp_path, "kim.zip", data).sha256 == hashlib.sha256(data).hexdigest()
    assert read(tmp_path / "kim.zip") == read(tmp_path / "kim.zip")


def _zip_with_raw_name(name: bytes) -> bytes:
    """A stored archive of one script, whose name's encoding is not told."""
    import zlib

    body = b"x = 1"
    common = struct.pack("<4HLLLHH", 0, 0, 0, 0, zlib.crc32(body), len(body), len(body), len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<H", 20) + common[:2] + common[2:] + name + body
    entry = b"PK\x01\x02" + struct.pack("<HH", 20, 20) + common + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + name
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(local), 0)
    return local + entry + end
