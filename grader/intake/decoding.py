"""Bytes -> text: UTF-8 first, then what the file says of itself, then CP949, which is common in Korea."""

from __future__ import annotations

import codecs
import re

from grader.model import Place

# A coding cookie may name any codec of Python; some of them (punycode, unicode_escape) are not for whole files.
_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_HONOURED = {
    "utf-8": "utf-8", "ascii": "ascii", "cp949": "cp949", "euc_kr": "cp949", "johab": "johab",
    "iso8859-1": "iso8859-1", "iso8859-15": "iso8859-15", "cp1252": "cp1252",
}  # fmt: skip
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, *, cookie: bool = True) -> tuple[str, str] | None:
    """The text, with line ends as `\\n`, and the encoding it was read in; None when it is no text that we know."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _try(data[len(mark) :], encoding)
            return (text, encoding) if text is not None else None
    declared = _declared(data) if cookie else None
    for encoding in dict.fromkeys([*([declared] if declared else []), "utf-8", "cp949"]):
        text = _try(data, encoding)
        if text is not None:
            return text, encoding
    return None


def declares_encoding(data: bytes) -> bool:
    """Whether the file names a codec that is honoured, so that Python itself reads it."""
    return _declared(data) is not None


def undecodable_at(data: bytes, file: str) -> Place | None:
    """The line of the first byte that is not UTF-8; None in what is no text at all, where lines mean nothing."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if b"\0" not in data:
            return Place(file, None, data.count(b"\n", 0, error.start) + 1)
    return None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None


def _declared(data: bytes) -> str | None:
    """The codec named in a comment on the first or second line (PEP 263)."""
    for line in re.split(rb"\r\n|\r|\n", data[:4096], maxsplit=2)[:2]:
        found = _COOKIE.match(line)
        if found:
            try:
                return _HONOURED.get(codecs.lookup(found[1].decode("ascii", "replace")).name)
            except LookupError:
                return None
        if line.strip() and not line.lstrip().startswith(b"#"):
            return None
    return None
