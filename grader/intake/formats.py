"""What a file is, whatever its name says: by its first bytes, and for notebooks by what every notebook holds."""

from __future__ import annotations

from grader.intake.problems import problem
from grader.model import Problem, Text

_OFFICE = Text("an old Office or HWP document", "오피스 또는 한글(HWP) 문서")
_KINDS = (
    (b"PK\x03\x04", Text("a zip archive or an Office document", "zip 압축 파일 또는 오피스 문서")),
    (b"Rar!", Text("a RAR archive", "RAR 압축 파일")),
    (b"7z\xbc\xaf\x27\x1c", Text("a 7-Zip archive", "7-Zip 압축 파일")),
    (b"\x1f\x8b", Text("a gzip archive", "gzip 압축 파일")),
    (b"\xfd7zXZ\0", Text("an xz archive", "xz 압축 파일")),
    (b"BZh91AY", Text("a bzip2 archive", "bzip2 압축 파일")),
    (b"ALZ\x01", Text("an ALZ archive", "알집(ALZ) 압축 파일")),
    (b"EGGA\0", Text("an EGG archive", "알집(EGG) 압축 파일")),
    (b"%PDF-", Text("a PDF document", "PDF 문서")),
    (b"\xd0\xcf\x11\xe0", _OFFICE),
    (b"HWP Document File", _OFFICE),
    (b"{\\rtf", Text("an RTF document", "RTF 문서")),
    (b"\x89PNG", Text("a picture", "그림 파일")),
    (b"\xff\xd8\xff", Text("a picture", "그림 파일")),
    (b"GIF8", Text("a picture", "그림 파일")),
    (b"SQLite format 3\0", Text("a database", "데이터베이스 파일")),
)
_TAR = Text("a tar archive", "tar 압축 파일")
_COMPILED = Text("compiled Python (.pyc)", "컴파일된 파이썬 파일(.pyc)")
_LARGEST_PAPER = 4 << 20  # bytes; a page of a hundred questions with their figures has one
_PAGES = (b"<!doctype html", b"<html")


def foreign(data: bytes, file: str, *, own: str) -> Problem | None:
    """The problem with a file that is in none of the formats that are read, or in another than its suffix `own`."""
    for start, kind in _KINDS:
        if data.startswith(start) and not (own == ".zip" and start.startswith(b"PK")):
            return problem("other-format", file=file, kind=kind)
    if data[257:262] == b"ustar":
        return problem("other-format", file=file, kind=_TAR)
    if data[2:4] == b"\r\n" and 3000 <= int.from_bytes(data[:2], "little") < 4000:  # the numbers of Python 3's caches
        return problem("other-format", file=file, kind=_COMPILED)
    if seems_paper(data):
        return problem("paper", file=file)
    if seems_page(data):
        return problem("web-page", file=file)
    return None


def seems_notebook(data: bytes) -> bool:
    return data.lstrip()[:1] == b"{" and b'"nbformat"' in data and (b'"cells"' in data or b'"worksheets"' in data)


def seems_answers(data: bytes) -> bool:
    """Whether this is, or was meant to be, what a quiz saves."""
    return b"grader-answers/" in data.replace(b"\0", b"") and not seems_page(data)  # in UTF-16, too


def seems_paper(data: bytes) -> bool:
    """Whether this is a quiz's paper, to be answered: as JSON, or the page with the form."""
    if len(data) > _LARGEST_PAPER:  # not looked through: notebooks and archives pass here, too
        return False
    text = data.replace(b"\0", b"")
    return b'"grader-paper/' in text or (b"grader-answers/" in text and seems_page(data))


def seems_page(data: bytes) -> bool:
    return data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGES)
