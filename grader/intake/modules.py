"""Module names of a submission's files: the names under which they import each other.

A file is a module with its stem as name. It gets a dotted name where its own imports need one: a package with
`__init__.py`, a folder that is imported from (`from models.resnet import Net`), or relative imports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from grader.intake.bindings import Import
from grader.intake.files import MOST_LEVELS
from grader.intake.names import LIBRARIES, identifier

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    folder: Path
    stem: str
    imports: Sequence[Import]

    @property
    def path(self) -> Path:
        """As a dotted module would be: a package is its folder."""
        return self.folder if self.stem == "__init__" else (*self.folder, self.stem)


def module_names(files: Mapping[str, Sequence[Import]], top: str) -> tuple[dict[str, str], list[str]]:
    """Of each file (relative path -> its imports) the module's name, unique; and the files that own imports name
    although a library has that name. `top` names the package that the topmost folder is, should it be one."""
    parsed = [_parse(name, imports) for name, imports in files.items()]
    relative = _relative_packages(parsed)
    initialised = {file.folder for file in parsed if file.stem == "__init__"}
    imports = {(one.module, one.name) for file in parsed for one in file.imports if not one.level}
    mentioned = {start for module in {module for module, _ in imports} for start in _beginnings(module)}
    mentioned |= {f"{module}.{name}" for module, name in imports if name not in {None, "*"}}
    names: dict[str, str] = {}
    clashing = []
    taken: dict[str, int] = {}
    for file in parsed:
        name = _name(file, relative, initialised, mentioned) or (identifier(top),)
        if name[0] == "":
            name = (identifier(top), *name[1:])
        if name[0] in LIBRARIES:
            if ".".join(name) in mentioned:
                clashing.append(file.name)
            name = (f"{name[0]}_", *name[1:])
        names[file.name] = _unused(".".join(name), ".".join(file.path), taken)
    return names, clashing


def _parse(name: str, imports: Sequence[Import]) -> _File:
    *folder, last = name.split("/")
    stem = last.rpartition(".")[0] or last
    return _File(
        name, tuple(identifier(part) for part in folder), stem if stem == "__init__" else identifier(stem), imports
    )


def _name(file: _File, relative: set[Path], initialised: set[Path], mentioned: set[str]) -> Path:
    """An empty first part stands for the topmost folder as a package."""
    start = len(file.folder)
    packages = relative | initialised
    while start > 0 and file.folder[:start] in packages:
        start -= 1
    packaged = file.path[start:]
    if start == 0 and () in relative:
        packaged = ("", *file.path)
    suffixes = (file.path[i:] for i in range(len(file.path)))
    imported = next((suffix for suffix in suffixes if ".".join(suffix) in mentioned), ())
    if file.folder in relative:
        return packaged if len(packaged) >= len(imported) else imported
    return imported or packaged


def _relative_packages(files: Sequence[_File]) -> set[Path]:
    """Folders whose files import each other with leading dots: they work only as packages."""
    present = {file.path[:depth] for file in files for depth in range(len(file.path) + 1)}
    packages: set[Path] = set()
    for file in files:
        for one in _different(file.imports):
            up = len(file.folder) - one.level + 1
            if up < 0:
                continue
            base = file.folder[:up]
            parts = one.module.split(".") if one.module else [one.name or ""]
            if (*base, parts[0]) in present or one.name == "*":
                packages |= {file.folder[:depth] for depth in range(up, len(file.folder) + 1)}
    return packages


def _different(imports: Sequence[Import]) -> Iterable[Import]:
    """Relative imports, one of all that begin alike."""
    return {
        (one.level, one.module.partition(".")[0] or one.name, one.name == "*"): one for one in imports if one.level
    }.values()


def _beginnings(dotted: str) -> Iterator[str]:
    """As far down as files can lie."""
    parts = dotted.split(".")[: MOST_LEVELS + 1]
    return accumulate(parts, "{}.{}".format)


def _unused(name: str, path: str, taken: dict[str, int]) -> str:
    """`taken`: each name that is given away, and the last number that was tried after it."""
    if name in taken and path:
        name = path
    free = name
    while free in taken:
        taken[name] = taken.get(name, 1) + 1
        free = f"{name}_{taken[name]}"
    taken[free] = 1
    return free
