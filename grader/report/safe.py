"""Text from students made inert: names, messages, prints and code reach a reader through `visible`, and only once."""

from __future__ import annotations

import re
import unicodedata

# Letters by category that draw nothing: a name made of them would look like no name.
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_LONGEST_NAME = 40  # characters; at most 160 bytes of UTF-8, which every file system takes
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)  # Windows opens devices by these names


def visible(text: str) -> str:
    """The same text with everything that acts, rather than shows, spelled out: `\\x1b[31m`, `\\u202e`.

    That is control characters (so no ANSI sequence survives), bidirectional overrides, zero-width and other format
    characters, lone surrogates and blank letters. Line ends become `\\n`; tabs stay; exotic spaces become spaces.
    The result is NFC, and can always be encoded as UTF-8.
    """
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\n\t":
        return character
    if character.isprintable() and character not in _BLANKS:
        return character
    if unicodedata.category(character) == "Zs":
        return " "
    return escaped(character)


def escaped(character: str) -> str:
    """A character as Python's escapes spell it, in ASCII."""
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def file_stem(student: str) -> str:
    """A file name without its suffix, for any system: letters, digits, `-` and `_` of the student's name."""
    kept = "".join(c if c.isalnum() or c in "-_" else "-" for c in student)
    stem = kept[:_LONGEST_NAME].strip("-") or "student"
    return f"{stem}-" if _RESERVED.fullmatch(stem) else stem
