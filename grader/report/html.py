"""A class as a folder of HTML pages, and one submission as one page: complete in themselves, without script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup

from grader.errors import EnvironmentFault
from grader.model import CheckResult, Language, Picture, Place, Report, TaskReport, Text, Verdict
from grader.report import pictures, templates, words
from grader.report.audience import Audience, view
from grader.report.folding import Cause, Group, absent, fold, shared_causes, tally
from grader.report.items import quizzes
from grader.report.listing import listing
from grader.report.networks import FIGURES, chart, networks
from grader.report.safe import file_stem, visible
from grader.report.summary import ClassFigures, summarise

if TYPE_CHECKING:
    from grader.storage import Run

_OURS = b'<meta name="generator" content="grader">'


@dataclass(frozen=True, slots=True)
class _Section:
    """One task on a student's page."""

    id: str
    task: TaskReport
    groups: tuple[Group, ...]

    @property
    def absent(self) -> bool:
        """Nothing to say about the task but that it is not there."""
        return len(self.groups) == 1 and not self.task.problems and absent(self.task)

    @property
    def failed(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.verdict is not Verdict.PASS)

    @property
    def passed(self) -> tuple[CheckResult, ...]:
        return tuple(group.first for group in self.groups if group.verdict is Verdict.PASS)

    @property
    def causes(self) -> dict[str, Cause]:
        return shared_causes(self.groups)


def write_site(run: Run, reports: Iterable[Report], out: Path, *, language: Language, audience: Audience) -> Path:
    """Writes a page for each report, `out/students/NAME.html`, and returns what to open.

    For staff that is `out/index.html`, about the class, with `out/networks.html` where there are networks to compare and
    `out/items.html` where there are quizzes.
    For students it is the folder of their pages: there is no page about the class, because it tells everybody's name and
    score, and no page names another student. EnvironmentFault if `out` cannot be written, or holds a class page that
    would be handed out with the pages for students.
    """
    names = FileNames()
    index, students = out / "index.html", out / "students"
    if audience is Audience.STUDENT and index.exists():
        raise EnvironmentFault(
            Text(
                f"{visible(str(out))} holds the report for staff, with everybody's scores; choose an empty folder",
                f"{visible(str(out))} 폴더에 모든 학생의 점수가 있는 교수진용 보고서가 있습니다. 빈 폴더를 지정하십시오.",
            )
        )
    try:
        students.mkdir(parents=True, exist_ok=True)
        back = "../index.html" if audience is Audience.STAFF else None

        def written() -> Iterator[Report]:  # one after the other: a class need not fit into memory
            for report in reports:
                shown = view(report, audience)
                page = _student_page(shown, language, back)
                (students / names.of(report.student)).write_text(page, encoding="utf-8", newline="\n")
                yield shown

        figures = summarise(written())
        _remove_pages_of_others(students, set(names.given.values()))
        if audience is Audience.STUDENT:
            return students
        compared = networks(figures.reports)
        (out / "networks.html").unlink(missing_ok=True)  # an earlier report's
        if compared:
            page = _environment(language).get_template("networks.html")
            drawn = chart(compared, language)
            text = page.render(networks=compared, chart=drawn, back=index.name, names=FIGURES)
            (out / "networks.html").write_text(text, encoding="utf-8", newline="\n")
        analysed = quizzes(figures.reports)
        (out / "items.html").unlink(missing_ok=True)
        if analysed:
            text = _environment(language).get_template("items.html").render(quizzes=analysed, back=index.name)
            (out / "items.html").write_text(text, encoding="utf-8", newline="\n")
        page_of_class = _class_page(
            run, figures, names.given, language, compares=bool(compared), analyses=bool(analysed)
        )
        index.write_text(page_of_class, encoding="utf-8", newline="\n")
    except OSError as error:
        folder, why = visible(str(out)), error.strerror or error
        raise EnvironmentFault(
            Text(f"cannot write the report to {folder}: {why}", f"보고서를 {folder} 폴더에 쓸 수 없습니다: {why}")
        ) from error
    return index


def _remove_pages_of_others(folder: Path, written: set[str]) -> None:
    """Pages of an earlier report, about students who are not in this one."""
    for page in folder.glob("*.html"):
        if page.name not in written and _OURS in page.read_bytes()[:1000]:
            page.unlink()


def student_html(report: Report, *, language: Language, audience: Audience) -> str:
    """One submission as one page, as `audience` may read it."""
    return _student_page(view(report, audience), language, None)


class FileNames:
    """A file name per student: letters, digits, `-` and `_` of the name; different even where case is ignored."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}  # student -> file name
        self._taken: set[str] = set()

    def of(self, student: str) -> str:
        if student not in self.given:
            self.given[student] = f"{self._free(student)}.html"
        return self.given[student]

    def _free(self, student: str) -> str:
        stem = file_stem(student)
        name, number = stem, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add(name.casefold())
        return name


def _student_page(report: Report, language: Language, back: str | None) -> str:
    sections = [_Section(f"task-{number}", task, fold(task.checks)) for number, task in enumerate(report.tasks, 1)]
    template = _environment(language).get_template("student.html")
    return template.render(report=report, back=back, sections=sections)


def _class_page(
    run: Run, figures: ClassFigures, names: Mapping[str, str], language: Language, *, compares: bool, analyses: bool
) -> str:
    links = {student: f"students/{quote(name)}" for student, name in names.items()}
    rows = [(report, {task.task: task for task in report.tasks}) for report in figures.reports]
    template = _environment(language).get_template("class.html")
    picture = _shares(figures, language)
    return template.render(
        run=run, rows=rows, figures=figures, links=links, histogram=picture, compares=compares, analyses=analyses
    )


def _shares(figures: ClassFigures, language: Language) -> Markup:
    shares = [report.score / report.max_score if report.max_score else 0.0 for report in figures.graded]
    return pictures.histogram(shares, 1.0, language)


@lru_cache
def _environment(language: Language) -> Environment:
    environment = templates.environment()

    def say(text: Text) -> Markup:
        return templates.prose(text.get(language))

    def where(place: Place) -> str:
        return place.describe(language)

    def picture(drawn: Picture) -> Markup:
        return pictures.svg(drawn, language)

    environment.filters.update(say=say, where=where, picture=picture, tally=tally, fold=fold)
    environment.tests["absent"] = absent
    environment.filters["drawn"] = lambda figure: Markup(figure.get(language))  # of a question: SVG that we made
    environment.filters["home"] = lambda excerpt: Place(excerpt.file, excerpt.cell).describe(language)
    environment.filters["listing"] = lambda excerpt: listing(excerpt, language)
    environment.globals.update(
        language=language,
        word=lambda key: words.word(key, language),
        counted=lambda key, n: words.counted(key, n, language),
        verdicts=words.VERDICTS,
        visibilities=words.VISIBILITIES,
        marks=words.MARKS,
        Verdict=Verdict,
    )
    return environment
