"""The values that pass between stages. Frozen, plain, without I/O; nothing here imports torch.

intake    → Submission (Sources and Problems)
catalog   → Task (CheckTexts, Limits)
pipeline  → Report (TaskReports of CheckResults)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages of the course. Sentences are Markdown-free; code is set in `backticks`."""

    en: str
    ko: str

    def get(self, language: Language) -> str:
        return self.ko if language == "ko" else self.en

    @classmethod
    def same(cls, text: str) -> Text:
        """Text that reads the same in every language: numbers, code, names."""
        return cls(en=text, ko=text)


class Verdict(StrEnum):
    """What one check found out."""

    PASS = "PASS"
    WARNING = "WARNING"  # another definition than the task's, which is worth a part of the points
    FAIL = "FAIL"  # ran, and is wrong
    ERROR = "ERROR"  # the student's code raised, or ended the process
    MISSING = "MISSING"  # the symbol asked for is not there
    FORBIDDEN = "FORBIDDEN"  # uses an API that the task asks to build
    TIMEOUT = "TIMEOUT"
    MEMORY = "MEMORY"
    SKIPPED = "SKIPPED"  # a check that this one needs did not pass
    INTERNAL = "INTERNAL"  # our fault: costs no points, is listed, is rerun


class Visibility(StrEnum):
    """Who sees what of a check."""

    PUBLIC = "public"  # students run it and see everything
    HIDDEN = "hidden"  # students see title, verdict and hint, after grading
    STAFF = "staff"  # only staff views show it


# --- what a student hands in ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a submission something is: a file, for notebooks the code cell (1-based, counted over all cells
    of the notebook as editors show them), and the line in that file or cell (1-based)."""

    file: str
    cell: int | None = None
    line: int | None = None

    def describe(self, language: Language = "en") -> str:
        parts = [self.file]
        if self.cell is not None:
            parts.append(f"셀 {self.cell}" if language == "ko" else f"cell {self.cell}")
        if self.line is not None:
            parts.append(f"{self.line}행" if language == "ko" else f"line {self.line}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a submission that its author should know. `code` is stable and machine-readable
    ('not-utf8', 'syntax-error', 'duplicate-definition', ...)."""

    code: str
    text: Text
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A stretch of Python text as the student wrote it: one .py file, or one code cell of a notebook.

    `text` has exactly as many lines as the original, so that line numbers hold: magics and shell lines are blanked,
    never removed. `module` is the name under which it can be imported; all cells of a notebook share one.
    """

    module: str
    file: str
    cell: int | None
    text: str

    @property
    def label(self) -> str:
        """The file name that tracebacks show: 'adam.py' or 'unit.ipynb#cell-3'."""
        return self.file if self.cell is None else f"{self.file}#cell-{self.cell}"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is handed in with the code, or alone, as text: answers to a quiz."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Submission:
    """What one student handed in, read but not run.

    `rejected` says why nothing at all could be read; then `sources` and `attachments` are empty.
    """

    student: str  # NFC-normalised key, unique in a class
    origin: str  # the path it was read from, for messages
    sha256: str  # of the raw bytes (for a folder: of the sorted names and bytes)
    sources: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()
    rejected: Problem | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """The statements of one source that are to be run: indices into `ast.parse(source.text).body`."""

    source: Source
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """Where a symbol that a task asks for is defined."""

    symbol: str
    module: str
    file: str
    cell: int | None
    first_line: int
    last_line: int

    @property
    def place(self) -> Place:
        return Place(self.file, self.cell, self.first_line)


@dataclass(frozen=True, slots=True)
class Program:
    """The part of a submission that answers one task: what is run in the sandbox, in order, and nothing else."""

    pieces: tuple[Piece, ...]
    definitions: tuple[Definition, ...]  # of the symbols that the task asks for and that were found
    problems: tuple[Problem, ...] = ()

    @property
    def symbols(self) -> frozenset[str]:
        return frozenset(definition.symbol for definition in self.definitions)


# --- what a task asks ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CheckText:
    """The part of a check that is written in task.toml: worth, visibility, and what people read."""

    name: str
    title: Text
    hint: Text
    points: float
    visibility: Visibility
    needs: tuple[str, ...] = ()  # checks that must pass first, else this one is SKIPPED
    # Points of misconceptions that are worth some, with a WARNING; not hashed, as a dict cannot be.
    partial: Mapping[str, float] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a submission may use, for one task."""

    cpu_seconds: float = 10.0  # per check; waiting does not count, but see wall_seconds
    wall_seconds: float = 30.0  # per check
    waiting_seconds: float = 120.0  # of all checks together: wall time without CPU time
    memory_mb: int = 1024  # on top of what torch itself takes
    output_kb: int = 1024  # printed per check, and the largest file that can be written
    threads: int = 64


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a student bundle leaves out of a task, and what its work is graded with: the checks that are not public."""

    checks: int
    points: float


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to implement: a folder in assignments/."""

    unit: str
    slug: str
    title: Text
    catalogue: tuple[str, ...]
    symbols: tuple[str, ...]  # all of these are asked for
    checks: tuple[CheckText, ...]
    folder: Path
    order: int  # place within its unit, the course's order
    limits: Limits = field(default_factory=Limits)
    forbidden: tuple[str, ...] = ()  # dotted names, `torch.optim.*`; `!torch.optim.Optimizer` takes one out again
    any_device: bool = False  # right solutions are right on a GPU, too; the others, some of NumPy, compute on the CPU
    withheld: Withheld | None = None  # in a student bundle; None in a course, which has everything

    @property
    def name(self) -> str:
        return f"{self.unit}/{self.slug}"

    @property
    def points(self) -> float:
        return sum(check.points for check in self.checks) + (self.withheld.points if self.withheld else 0.0)


# --- what grading found out ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Series:
    """One line (or point cloud, or set of boxes) of a picture. For kind 'boxes', `points` holds corner pairs:
    (x1, y1), (x2, y2), (x1, y1), ..."""

    name: Text
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Values over rows and columns: a heat-map, a mask, attention weights. The first row is drawn on top."""

    name: Text
    rows: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells of one row, or, without cells, how many rows were left out here."""

    cells: tuple[str, ...] = ()
    differs: bool = False  # marked: here the two sides part
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Two sides beside each other: each group has all the columns."""

    groups: tuple[Text, ...]
    columns: tuple[Text, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Data for one picture of a report; `grader.report.pictures` draws it as SVG, where it has any series or grids."""

    # value over step; curve in the plane; rectangles (y grows downwards); a group of bars for each x; grids in one shade
    kind: Literal["lines", "path", "boxes", "bars", "grids"]
    title: Text
    series: tuple[Series, ...]
    x_label: Text | None = None
    y_label: Text | None = None
    table: Table | None = None  # below the picture
    grids: tuple[Grid, ...] = ()  # of kind 'grids', beside each other
    figures: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # of a network: its own, the reference's


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question of a quiz as one student saw it."""

    text: Text
    code: str = ""
    figure: Text | None = None  # SVG of ours
    options: tuple[Text, ...] = ()  # with their letters


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found out about one submission."""

    check: str
    title: Text
    visibility: Visibility
    verdict: Verdict
    points: float
    max_points: float
    message: Text | None = None  # one sentence; None when it passed
    expected: Text | None = None
    got: Text | None = None
    hint: Text | None = None
    misconception: str | None = None  # file stem in misconceptions/
    explanation: Text | None = None  # of the misconception
    place: Place | None = None  # the line of the student's code concerned
    printed: str = ""  # the start of what the student's code printed during this check
    picture: Picture | None = None
    seconds: float = 0.0  # CPU time of the check in the sandbox
    asked: QuestionAsked | None = None  # of a quiz: the question, with this student's numbers


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The student's own code for one symbol, with the lines that results point to."""

    symbol: str
    file: str
    cell: int | None
    first_line: int
    text: str
    marked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskReport:
    task: str
    title: Text
    score: float
    max_score: float
    checks: tuple[CheckResult, ...]
    problems: tuple[Problem, ...] = ()
    code: tuple[Excerpt, ...] = ()


QUIZ = "quiz/"  # before a quiz's name, where tasks are named


def quiz_task(name: str) -> str:
    """How a quiz is called among tasks."""
    return f"{QUIZ}{name}"


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found out about one submission: one row of the class, one page of the HTML report."""

    student: str
    sha256: str
    score: float
    max_score: float
    tasks: tuple[TaskReport, ...]
    problems: tuple[Problem, ...] = ()
    rejected: Problem | None = None
    seconds: float = 0.0  # wall time from reading to report

    @property
    def internal(self) -> bool:
        """Whether some check could not be judged through our own fault: then the submission is to be graded again."""
        return any(check.verdict is Verdict.INTERNAL for task in self.tasks for check in task.checks)
