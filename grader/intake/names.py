"""Names of students, files and modules: cleaned, so that they can be compared, shown and imported."""

from __future__ import annotations

import keyword
import re
import sys
import unicodedata
from functools import lru_cache

LONGEST = 120  # characters of a student's key; file systems end at 255 bytes

IGNORED = frozenset({"__MACOSX", "__pycache__", "site-packages", "node_modules", "venv", "Thumbs.db", "desktop.ini"})

# Names which an own file must not take in the sandbox, where torch and the grader look their modules up too.
# `code` and `test` are in the standard library as well, but are what students call their files.
LIBRARIES = frozenset(sys.stdlib_module_names) - {"code", "test"} | {
    "grader", "IPython", "google", "matplotlib", "numpy", "pandas", "safetensors", "scipy", "torch", "torchvision",
}  # fmt: skip


def clean(text: str) -> str:
    """NFC, one line, without control, direction-override, private and unpaired surrogate characters.

    File names that are not UTF-8 come from Python with surrogate escapes: these bytes are tried as CP949.
    """
    if any("\udc80" <= character <= "\udcff" for character in text):
        raw = text.encode("utf-8", "surrogateescape")
        text = raw.decode("cp949", "replace")
    kept = (character for character in text if unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co"})
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def student_key(text: str) -> str:
    return clean(text)[:LONGEST].strip() or "unnamed"


def is_ignored(name: str) -> bool:
    """Hidden files, caches, environments and what file managers leave behind."""
    return name.startswith(".") or name in IGNORED


def identifier(stem: str) -> str:
    """A file's stem as a module name: 'Unit 3 (1)' -> 'Unit_3_1'."""
    name = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", stem)).strip("_") or "module"
    if name[0].isdigit() or keyword.iskeyword(name):
        name = f"_{name}"
    return name


def same_name(one: str, other: str) -> bool:
    """Whether a file's stem is a task's slug, whatever the case, separators and copy marks ('adam (1)', 'adam-1')."""
    return bool(one) and _bare(one) == _bare(other)


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    without_copy = re.sub(r"(?: ?\(\d+\)|-\d{1,2})$", "", unicodedata.normalize("NFC", name))
    return re.sub(r"[\s_-]+", "", without_copy).casefold()
