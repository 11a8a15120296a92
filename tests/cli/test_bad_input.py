"""What people hand in that is no answer: each kind through the command line, with its exit code, its place, its way
out, in both languages; and all of them beside an honest submission in one class."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from grader.batch import task_hash
from grader.catalog import Catalog
from grader.cli import main
from grader.sandbox.worker import Worker
from grader.storage import Results

ROOT = Path(__file__).resolve().parents[2]
GOOD = (ROOT / "reference/detection/iou.py").read_text(encoding="utf-8")

Content = bytes | str | Mapping[str, bytes | str] | Callable[[Path], object] | None


def notebook(*sources: object, **fields: object) -> str:
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | fields)


def zipped(*members: tuple[str | zipfile.ZipInfo, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def encrypted() -> bytes:
    data = bytearray(zipped(("iou.py", GOOD)))
    data[6] |= 1  # the flag in the file's own header
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the table of contents
    return bytes(data)


def link_member() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("iou.py")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info


def sparse(megabytes: int) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(megabytes * 1024 * 1024)

    return make


@dataclass(frozen=True)
class Case:
    """`en` and `ko` are what the message must hold: the file or place, and the way out. Without a `code` the
    submission is readable and answers nothing."""

    name: str
    content: Content
    exit: int
    code: str
    en: tuple[str, ...]
    ko: tuple[str, ...]


OTHER = ("Hand in the .py or .ipynb file itself",), ("파일 자체나 일반 .zip",)
CASES = [
    # nothing there, nothing in it
    Case("missing.py", None, 3, "missing-file", ("missing.py", "Check the path"), ("missing.py", "경로와 철자")),
    Case("nothing", {}, 3, "empty-folder", ("nothing", "Put your .py"), ("nothing", "넣어 주세요")),
    Case("hidden", {".iou.py": GOOD, "__MACOSX/._a.py": "", ".DS_Store": ""}, 3, "empty-folder", ("hidden", "Put your .py"), ("hidden", "넣어 주세요")),
    Case("notes", {"notes.txt": "x"}, 3, "no-python-files", ("notes", "one of these two"), ("notes", "둘 중 한 형식")),
    Case("empty.py", "", 3, "empty-file", ("empty.py", "Save your work"), ("empty.py", "다시 저장")),
    Case("comments.py", "# one\n# two\n", 3, "no-code", ("comments.py", "Save your work"), ("comments.py", "다시 저장")),
    Case("folder.py", {}, 3, "empty-folder", ("folder.py", "Put your .py"), ("folder.py", "넣어 주세요")),
    # no ordinary file
    Case("dangling.py", lambda path: path.symlink_to("nowhere"), 3, "symlink", ("dangling.py", "Hand in the file itself"), ("dangling.py", "파일 자체")),
    Case("loop.py", lambda path: path.symlink_to(path.name), 3, "symlink", ("loop.py", "Hand in the file itself"), ("loop.py", "파일 자체")),
    Case("pipe.py", os.mkfifo, 3, "special-file", ("pipe.py", "Hand in an ordinary file"), ("pipe.py", "일반 파일")),
    Case("lost.tar.gz", b"\x1f\x8b", 3, "not-python", ("lost.tar.gz", "Save your work"), ("lost.tar.gz", "저장해 주세요")),
    # another format under a name that is read
    Case("docx.py", zipped(("word/document.xml", "<w/>")), 3, "other-format", ("docx.py", "zip archive", *OTHER[0]), ("docx.py", "오피스", *OTHER[1])),
    Case("rar.py", b"Rar!\x1a\x07\x01\x00", 3, "other-format", ("rar.py", "RAR", *OTHER[0]), ("rar.py", "RAR", *OTHER[1])),
    Case("rar.zip", b"Rar!\x1a\x07\x01\x00", 3, "other-format", ("rar.zip", "RAR", *OTHER[0]), ("rar.zip", "RAR", *OTHER[1])),
    Case("7z.py", b"7z\xbc\xaf\x27\x1c\x00\x04", 3, "other-format", ("7z.py", "7-Zip", *OTHER[0]), ("7z.py", "7-Zip", *OTHER[1])),
    Case("tgz.py", b"\x1f\x8b\x08\x00", 3, "other-format", ("tgz.py", "gzip", *OTHER[0]), ("tgz.py", "gzip", *OTHER[1])),
    Case("pdf.ipynb", b"%PDF-1.4\n%\xe2\xe3", 3, "other-format", ("pdf.ipynb", "PDF", *OTHER[0]), ("pdf.ipynb", "PDF", *OTHER[1])),
    Case("page.py", "<!DOCTYPE html>\n<html>", 3, "web-page", ("page.py", "Download the file itself"), ("page.py", "파일 자체를 받아서")),
    # text
    Case("latin.py", b"x = 1\ny = '\xe9\xff'\n", 3, "not-utf8", ("latin.py, line 2", "Save it as UTF-8"), ("latin.py, 2행", "UTF-8로 저장")),
    Case("nul.py", b"x = 1\n\0\n", 3, "nul-bytes", ("nul.py, line 2", "Save your code"), ("nul.py, 2행", "저장해 주세요")),
    Case("utf16.py", "x = 1".encode("utf-16-le"), 3, "nul-bytes", ("utf16.py", "Save your code"), ("utf16.py", "저장해 주세요")),
    # Python
    Case("syntax.py", "import torch\n\ndef box_iou(a, b:\n", 3, "syntax-error", ("syntax.py, line 3", "never closed", "Correct it"), ("syntax.py, 3행", "고쳐서")),
    Case("tabs.py", "def f():\n    x = 1\n\tif x:\n\t\tpass\n", 3, "syntax-error", ("tabs.py, line 3", "Correct it"), ("tabs.py, 3행", "고쳐서")),
    Case("parens.py", "x = " + "(" * 50_000, 3, "syntax-error", ("parens.py, line 1", "Correct it"), ("parens.py, 1행", "고쳐서")),
    Case("lists.py", "x = " + "[" * 5_000 + "]" * 5_000, 3, "syntax-error", ("lists.py, line 1", "Correct it"), ("lists.py, 1행", "고쳐서")),
    Case("minus.py", "y = 1\nx = " + "-" * 50_000 + "1", 3, "nested-too-deeply", ("minus.py, line 2", "Split the long"), ("minus.py, 2행", "나누어 주세요")),
    # too much
    Case("words.py", "x = " + "y, " * 60_000, 3, "too-many-words", ("words.py", "Leave out"), ("words.py", "빼 주세요")),
    Case("lines.py", "x = 1\n" * 1_000_000, 3, "too-much-code", ("lines.py", "Leave out"), ("lines.py", "빼 주세요")),
    Case("line.py", "x = '" + "a" * 10_000_000 + "'", 3, "too-much-code", ("line.py", "Leave out"), ("line.py", "빼 주세요")),
    Case("huge.py", sparse(200), 3, "too-large", ("huge.py", "10 MB", "Leave data"), ("huge.py", "10MB", "빼고")),
    Case("huge.ipynb", sparse(200), 3, "too-large", ("huge.ipynb", "50 MB", "clear a notebook's outputs"), ("huge.ipynb", "출력을 지워")),
    Case("plots.ipynb", '{"cells": [' + "{}," * 1_100_000 + "{}]}", 3, "too-much-output", ("plots.ipynb", "Clear the notebook's outputs"), ("plots.ipynb", "출력을 모두 지우고")),
    # notebooks
    Case("broken.ipynb", '{"cells": [\n', 3, "notebook-not-json", ("broken.ipynb, line 2", "Download it again"), ("broken.ipynb, 2행", "다시 받아")),
    Case("deep.ipynb", "[" * 100_000, 3, "notebook-not-json", ("deep.ipynb", "Download it again"), ("deep.ipynb", "다시 받아")),
    Case("other.ipynb", '{"cells": null}', 3, "not-a-notebook", ("other.ipynb", "Download it again"), ("other.ipynb", "다시 받아")),
    Case("null.ipynb", notebook(None, metadata=None), 3, "cell-unreadable", ("null.ipynb, cell 1", "Write it again"), ("null.ipynb, 셀 1", "다시 작성")),
    Case("cell.ipynb", notebook("%pip install x", "\ndef box_iou(a, b:\n"), 3, "syntax-error", ("cell.ipynb, cell 2, line 2", "Correct it"), ("cell.ipynb, 셀 2, 2행", "고쳐서")),
    Case("r.ipynb", notebook("x <- 1", metadata={"kernelspec": {"language": "R"}}), 3, "notebook-not-python", ("r.ipynb", "Only Python"), ("r.ipynb", "파이썬 노트북만")),
    # zips
    Case("out.zip", zipped(("iou.py", GOOD), ("../../evil.py", "x")), 3, "zip-unsafe-path", ("out.zip", "../../evil.py", "Zip the folder"), ("out.zip", "다시 압축")),
    Case("levels.zip", zipped(("d/" * 1000 + "iou.py", GOOD)), 3, "too-deep", ("levels.zip", "nearer to the top"), ("levels.zip", "위쪽 폴더")),
    Case("link.zip", zipped((link_member(), "/etc/passwd")), 3, "symlink", ("iou.py", "Hand in the file itself"), ("iou.py", "파일 자체")),
    Case("bomb.zip", zipped(("iou.py", bytes(30_000_000))), 3, "too-large", ("iou.py", "10 MB", "Leave data"), ("iou.py", "10MB", "빼고")),
    Case("locked.zip", encrypted(), 3, "zip-encrypted", ("locked.zip", "without one"), ("locked.zip", "암호 없이")),
    Case("cut.zip", zipped(("iou.py", GOOD))[:-40], 3, "zip-corrupt", ("cut.zip", "Make the zip anew"), ("cut.zip", "다시 압축")),
    Case("matryoshka.zip", zipped(("in.zip", zipped(("iou.py", GOOD)))), 3, "nested-zip", ("in.zip", "outer zip"), ("in.zip", "바깥 zip")),
    # readable, and no answer
    Case("none.py", "def foo():\n    pass\n", 2, "", ("none.py", "answers no task", "box_iou", "spelt exactly"), ("none.py", "과제의 답이 없습니다", "똑같은 이름")),
    Case("similar.py", GOOD.replace("box_iou", "boxIoU"), 2, "", ("similar.py, line 15", "Rename it exactly"), ("similar.py, 15행", "똑같이")),
    Case("imported.py", "\nfrom torchvision.ops import box_iou\n", 2, "", ("imported.py, line 2", "your own"), ("imported.py, 2행", "직접 정의")),
    Case("two", {"a.py": GOOD, "b.py": GOOD}, 2, "", ("`a.py`, `b.py`", "name the file `iou.py`"), ("`a.py`, `b.py`", "`iou.py`")),
    Case("lost.ipynb", notebook("x = 1", "def box_iou(a, b:\n"), 2, "", ("lost.ipynb, cell 2, line 1", "Correct the error"), ("lost.ipynb, 셀 2, 1행", "고쳐서")),
]  # fmt: skip


def lay(path: Path, content: Content) -> None:
    if isinstance(content, Mapping):
        path.mkdir()
        for name, inside in content.items():
            (path / name).parent.mkdir(exist_ok=True)
            lay(path / name, inside)
    elif isinstance(content, bytes | str):
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    elif content is not None:
        content(path)


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line in this process: an interpreter for each case would take minutes."""
    monkeypatch.setenv("GRADER_COURSE", str(ROOT))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["grader", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsys.readouterr()
        assert isinstance(end.value.code, int) and "Traceback" not in out + err
        return Ended(end.value.code, out, err)

    return call


@pytest.fixture
def run_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    def start(*_: object, **__: object) -> None:
        raise AssertionError("a process was started for what cannot be run")

    monkeypatch.setattr(Worker, "__init__", start)
    return run


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad_input_is_told_with_its_place_and_the_way_out(tmp_path: Path, run_nothing: Run, case: Case) -> None:
    lay(tmp_path / case.name, case.content)
    for language, words, as_json in (("en", case.en, []), ("ko", case.ko, ["--json"])):
        ended = run_nothing("check", case.name, "--lang", language, *as_json)
        assert ended.code == case.exit, ended.err
        assert [word for word in words if word not in ended.err] == [], ended.err
        sentences = ended.err.removeprefix("grader: ").splitlines()
        assert all(any("가" <= letter <= "힣" for letter in one) == (language == "ko") for one in sentences)
        assert _rejections(ended.out) == ([case.code] if as_json and case.code else [])


def _rejections(text: str) -> list[str]:
    return [one["rejected"]["code"] for one in json.loads(text)["submissions"]] if text else []


def test_a_named_task_without_an_answer_is_not_told_as_bad_input(tmp_path: Path, run_nothing: Run) -> None:
    (tmp_path / "syntax.py").write_text("def f(:", encoding="utf-8")
    assert run_nothing("check", "syntax.py", "--task", "detection/iou").code == 3
    assert run_nothing("check", "syntax.py", "--task", "detection/iu", "--lang", "ko").code == 2


def test_a_rejection_is_written_as_html_too(tmp_path: Path, run_nothing: Run) -> None:
    (tmp_path / "syntax.py").write_text("def f(:", encoding="utf-8")
    assert run_nothing("check", "syntax.py", "--html", "out.html", "--lang", "ko").code == 3
    assert "1행" in (tmp_path / "out.html").read_text(encoding="utf-8")
    ended = run_nothing("check", "syntax.py", "--html", "syntax.py/out.html")
    assert ended.code == 4 and "out.html" in ended.err


def test_watching_goes_on_after_a_file_that_cannot_be_read(
    tmp_path: Path, run_nothing: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves = iter(["", "def f(:", "x = 1"])  # editors empty a file before they write it

    def save(_: float) -> None:
        content = next(saves, None)
        if content is None:
            raise KeyboardInterrupt
        (tmp_path / "a.py").write_text(content, encoding="utf-8")

    monkeypatch.setattr("grader.cli.check_command.time.sleep", save)
    ended = run_nothing("check", "a.py", "--watch")
    assert ended.code == 130
    told = [line for line in ended.err.splitlines() if line.startswith("grader: ")]
    assert len(told) == 4, ended.err
    for word, line in zip(["no file", "empty", "valid Python", "no task"], told, strict=True):
        assert word in line


@pytest.mark.parametrize(
    ("name", "content", "code", "word"),
    [
        ("none", None, 2, "폴더나 zip이 없습니다"),
        ("empty", {}, 2, "제출물이 없습니다"),
        ("one.py", GOOD, 2, "파일 하나입니다"),
        ("cut.zip", zipped(("iou.py", GOOD))[:-40], 3, "다시 압축"),
    ],
)  # fmt: skip
def test_a_class_that_is_none_is_told_in_the_language_asked_for(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, name: str, content: Content, code: int, word: str
) -> None:
    monkeypatch.setattr(Worker, "__init__", lambda *_, **__: None)
    monkeypatch.setattr(Worker, "close", lambda *_: None)
    lay(tmp_path / name, content)
    ended = run("batch", name, "--lang", "ko", "--jobs", 1, "--unsafe-no-sandbox")
    assert ended.code == code and word in ended.err and name in ended.err


ODD_NAMES = ["CON", "<script>alert(1)<b>", "rtl\u202eyp.exe", "\x1b[31mred\x07", "n" * 200, "a`b{c}%s", "김철수"]


def test_an_honest_submission_beside_all_of_them_gets_its_full_grade(tmp_path: Path, run: Run) -> None:
    everybody = tmp_path / "class"
    everybody.mkdir()
    (everybody / "honest.py").write_text(GOOD, encoding="utf-8")
    for case in CASES:
        if case.content is not None:
            lay(everybody / f"{case.name.replace('.', '-')}{Path(case.name).suffix}", case.content)
    for name in ODD_NAMES:
        (everybody / f"{name}.py").write_text("x = (", encoding="utf-8")
    decomposed = unicodedata.normalize("NFD", "김철수")
    (everybody / f"{decomposed}.py").write_bytes("# 한글\nx = 1\n".encode("cp949"))

    batch = ["batch", "class", "--db", "c.sqlite", "--task", "detection/iou", "--jobs", 1, "--unsafe-no-sandbox"]
    ended = run(*batch, "--json", "--lang", "ko")
    assert ended.code == 1, ended.err
    found: dict[str, Any] = {one["student"]: one for one in json.loads(ended.out)["submissions"]}
    assert found["honest"]["score"] == found["honest"]["max_score"] > 0
    for case in CASES:
        if case.content is None:
            continue
        student = found[
            case.name.replace(".", "-") + (Path(case.name).suffix if isinstance(case.content, Mapping) else "")
        ]
        assert student["score"] == 0
        told = [
            student["rejected"],
            *student["problems"],
            *(one for task in student["tasks"] for one in task["problems"]),
        ]
        codes = {one["code"] for one in told if one is not None}
        assert case.code in codes or not case.code, (case.name, codes)
    assert len(found) == 1 + sum(case.content is not None for case in CASES) + len(ODD_NAMES) + 1
    same = [one for name, one in found.items() if name.startswith("김철수")]
    assert [{problem["code"] for problem in one["problems"]} >= {"duplicate-student"} for one in same] == [True, True]

    ended = run("report", "--db", "c.sqlite", "--out", "report", "--lang", "ko")
    assert ended.code == 0, ended.err
    page = (tmp_path / "report/index.html").read_text(encoding="utf-8")
    assert "<script>" not in page and "\x1b" not in page and "\u202e" not in page
    assert len(list((tmp_path / "report/students").iterdir())) == len(found)


def test_a_class_that_is_not_there_leaves_nothing_behind(tmp_path: Path, run_nothing: Run) -> None:
    ended = run_nothing("batch", "nowhere", "--db", "class.sqlite")
    assert ended.code == 2 and "nowhere" in ended.err
    assert not list(tmp_path.glob("class.sqlite*"))


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"sandbox": "plain", "device": "cpu"}, "sandbox plain, and this would be bubblewrap"),
        ({"sandbox": "bubblewrap", "device": "cuda"}, "device cuda, and this would be cpu"),
    ],
)
def test_a_run_goes_on_as_it_began_or_not_at_all(
    tmp_path: Path, run_nothing: Run, settings: dict[str, str], told: str
) -> None:
    (tmp_path / "class").mkdir()
    lay(tmp_path / "class" / "kim.py", "def box_iou(a, b): ...\n")
    catalog = Catalog(ROOT)
    task = catalog.task("detection/iou")
    with Results.open(tmp_path / "class.sqlite") as results:
        tasks = {task.name: task_hash(catalog, task)}
        results.start_run(seed=1, origin=str(tmp_path / "class"), tasks=tasks, versions={}, settings=settings)
    ended = run_nothing("batch", "class", "--db", "class.sqlite", "--resume")
    assert ended.code == 2 and told in ended.err, ended.err
