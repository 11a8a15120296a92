"""The attacks: one file each in attacks/FAMILY/, a submission whose docstring says what it tries and what it must earn.

\"\"\"Ends the process with exit code 0.

earns = "nothing"
verdict = "ERROR"
\"\"\"

earns      "nothing", or "wrong", "right", "careless": exactly what that function of tools.py earns without any attack;
           "at most wrong" where the attack may also cost points
verdict    where it earns nothing: that of the first check; a list where it may be one of several
printed    words that the attack must have printed: evidence that it was made, and what came of it. Where it was
           "refused: ...", all that it tried must have been.
tasks      other ones than detection/iou; every symbol that they ask for is the attack's `answer`
[limits]   in place of the corpus's own, where these would make it slow
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from grader.catalog import Catalog
from grader.model import Limits, Task, Verdict

ROOT = Path(__file__).resolve().parents[2]
CATALOG = Catalog(ROOT)
FOLDER = Path(__file__).parent / "attacks"
TOOLS = FOLDER / "tools.py"
LIMITS = Limits(cpu_seconds=10.0, wall_seconds=30.0, memory_mb=256, output_kb=64, threads=16)
DEFAULT = ("detection/iou",)
EARNS = ("nothing", "wrong", "right", "careless", "at most wrong")


@dataclass(frozen=True)
class Attack:
    path: Path
    what: str
    earns: str
    verdicts: frozenset[Verdict]
    tasks: tuple[str, ...]
    printed: str
    limits: Mapping[str, float]

    @property
    def name(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"

    def text(self, task: Task) -> str:
        symbols = "".join(f"{symbol} = answer\n" for symbol in task.symbols) if self.tasks != DEFAULT else ""
        return self.path.read_text(encoding="utf-8") + symbols

    def task(self, name: str) -> Task:
        """The real task, with limits that do not keep a test waiting."""
        return replace(CATALOG.task(name), limits=replace(LIMITS, **self.limits))  # type: ignore[arg-type]


def attacks() -> Iterator[Attack]:
    for path in sorted(FOLDER.glob("*/*.py")):
        yield _read(path)


def _read(path: Path) -> Attack:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    what, _, header = docstring.partition("\n\n")
    fields = tomllib.loads(header)
    verdicts = fields.pop("verdict", [])
    attack = Attack(
        path=path,
        what=what,
        earns=fields.pop("earns"),
        verdicts=frozenset(map(Verdict, [verdicts] if isinstance(verdicts, str) else verdicts)),
        tasks=tuple(fields.pop("tasks", DEFAULT)),
        printed=fields.pop("printed", ""),
        limits=fields.pop("limits", {}),
    )
    assert not fields, f"{path}: unknown {list(fields)}"
    assert what and attack.earns in EARNS and (attack.earns == "nothing") == bool(verdicts), path
    return attack
