"""A report as text: what `grader check` prints for one submission, and `grader batch` for a class."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from grader.model import (
    CheckResult,
    Language,
    Problem,
    QuestionAsked,
    Report,
    TaskReport,
    Text,
    Verdict,
    Visibility,
    quiz_task,
)
from grader.report.audience import Audience, view
from grader.report.console import Console, Page
from grader.report.folding import Group, fold, shared_causes
from grader.report.items import QuizItems
from grader.report.summary import BINS, ClassFigures, bins, summarise
from grader.report.words import ASCII_MARKS, MARKS, VERDICTS, VISIBILITIES, counted, points, word

_PRINTED_LINES = 6
_MISTAKES = 5
_BAR = 30  # columns of the longest bar
_ROWS = (
    "asked",
    "right_answer",
    "answered",
    "expected",
    "got",
    "hint",
    "cause",
    "place",
    "printed",
    "note",
    "rejected",
    "checks",
)


def render(
    report: Report,
    *,
    language: Language,
    width: int = 80,
    color: bool,
    unicode: bool,
    hidden_not_run: Mapping[str, int] | None = None,
    audience: Audience,
) -> str:
    """One submission, no line wider than `width` columns (at least 40), ending in a newline.

    `hidden_not_run` says, per task name, how many hidden checks exist that this run did not make.
    """
    writer = _Writer(Console.of(width=width, color=color, unicode=unicode), language)
    return "\n".join(writer.submission(view(report, audience), hidden_not_run or {})) + "\n"


def render_class(reports: Iterable[Report], *, language: Language, width: int = 80, color: bool, unicode: bool) -> str:
    """A class at a glance, for staff: counts, distribution, tasks, mistakes, who was rejected and why, and whom the
    grader owes another run. No line wider than `width` columns (at least 40)."""
    writer = _Writer(Console.of(width=width, color=color, unicode=unicode), language)
    return "\n".join(writer.classroom(summarise(reports))) + "\n"


def render_items(
    quizzes: Iterable[QuizItems], *, language: Language, width: int = 80, color: bool, unicode: bool
) -> str:
    """How the questions of quizzes did, for staff. No line wider than `width` columns (at least 40)."""
    writer = _Writer(Console.of(width=width, color=color, unicode=unicode), language)
    lines = [line for quiz in quizzes for line in writer.items(quiz)]
    return "\n".join(lines or [writer.word("no_quizzes")]) + "\n"


def _told(check: CheckResult) -> tuple[tuple[str, Text | None], ...]:
    """The rows of a failure, by the words of `grader.report.words`."""
    if check.asked is None:
        return ("expected", check.expected), ("got", check.got), ("hint", check.hint)
    return ("right_answer", check.expected), ("answered", check.got), ("hint", check.hint)


class _Writer:
    def __init__(self, console: Console, language: Language) -> None:
        self.language = language
        labels = [self.word(row) for row in _ROWS] + [self.say(words.label) for words in VERDICTS.values()]
        self.console = console
        self.page = Page(console, labels)

    def say(self, text: Text) -> str:
        return text.get(self.language)

    def word(self, key: str) -> str:
        return word(key, self.language)

    # --- one submission ---

    def submission(self, report: Report, hidden_not_run: Mapping[str, int]) -> Iterator[str]:
        yield from self.page.spread(report.student, _score(report.score, report.max_score), "bold")
        for problem in report.problems:
            yield from self.problem("note", problem)
        if report.rejected is not None:
            yield from self.problem("rejected", report.rejected, style="bad")
            return
        if not report.tasks:
            yield from self.page.row(self.word("note"), self.word("nothing"), style="warn")
        for task in report.tasks:
            yield ""
            yield from self.task(task, hidden_not_run.get(task.task, 0))

    def task(self, task: TaskReport, hidden_not_run: int) -> Iterator[str]:
        title = f"{task.task}  {self.say(task.title)}"
        yield from self.page.spread(title, _score(task.score, task.max_score), "bold")
        for problem in task.problems:
            yield from self.problem("note", problem)
        groups = fold(task.checks)
        causes = shared_causes(groups)
        for cause in causes.values():
            assert cause.check.explanation is not None
            told = f"{self.say(cause.check.explanation)} ({counted('explains', cause.checks, self.language)})"
            yield from self.page.row(self.word("cause"), told, style="bad")
        for group in groups:
            yield from self.group(group, told=causes.keys(), whole=len(groups) == 1)
        if hidden_not_run:
            public = [check.verdict for check in task.checks if check.visibility is Visibility.PUBLIC]
            passed = bool(public) and set(public) == {Verdict.PASS}
            sentence = counted("public_passed" if passed else "hidden_not_run", hidden_not_run, self.language)
            yield from self.page.text(sentence, "good" if passed else "dim", indent=2)

    def group(self, group: Group, *, told: Collection[str], whole: bool) -> Iterator[str]:
        """The line of a check, or of several that say the same, and their rows unless they passed. `told` names the
        misconceptions that stand above all checks of the task."""
        check, words = group.first, VERDICTS[group.verdict]
        titles = [self.title(member) for member in group.checks]
        title = titles[0]
        if len(titles) > 1:
            title = counted("all_checks" if whole else "n_checks", len(titles), self.language)
        mark = (MARKS if self.console.unicode else ASCII_MARKS)[words.tone]
        styles = () if words.tone in ("good", "quiet") else ("bold",)
        score = _score(group.points, group.max_points)
        yield from self.page.spread(title, score, *styles, mark=mark, tone=words.tone, indent=2)
        if check.verdict is Verdict.PASS:
            return
        yield from self.page.row(self.say(words.label), self.say(check.message or words.sentence), style=words.tone)
        if check.asked is not None:
            yield from self.question(check.asked)
        for key, text in _told(check):
            if text is not None:
                yield from self.page.row(self.word(key), self.say(text))
        if check.explanation is not None and check.misconception not in told:
            yield from self.page.row(self.word("cause"), self.say(check.explanation))
        if check.place is not None:
            yield from self.page.row(self.word("place"), check.place.describe(self.language))
        if len(titles) > 1 and not whole:
            yield from self.page.row(self.word("checks"), "\n".join(titles))
        if group.printed:
            yield from self.page.block(self.word("printed"), self.printed(group.printed))

    def question(self, asked: QuestionAsked) -> Iterator[str]:
        """A question of a quiz; its program keeps its lines."""
        room = self.console.width - self.page.ROW_INDENT - self.page.label_width
        lines = self.console.wrap(self.console.clean(self.say(asked.text)), room)
        lines += [self.console.cut(self.console.clean(line), room) for line in asked.code.split("\n") if asked.code]
        for option in asked.options:
            lines += self.console.wrap(self.console.clean(self.say(option)), room)
        yield from self.page.block(self.word("asked"), lines)

    def title(self, check: CheckResult) -> str:
        title = self.say(check.title)
        if check.visibility is Visibility.PUBLIC or check.asked is not None:
            return title
        return f"{title} ({self.say(VISIBILITIES[check.visibility])})"

    def printed(self, text: str) -> Iterator[str]:
        """The first lines that the student's code printed, each cut at the right edge."""
        lines = self.console.clean(text).strip("\n").split("\n")
        room = self.console.width - self.page.ROW_INDENT - self.page.label_width
        for line in lines[:_PRINTED_LINES]:
            yield self.console.cut(line.rstrip(), room)
        if len(lines) > _PRINTED_LINES:
            yield f"({counted('more_lines', len(lines) - _PRINTED_LINES, self.language)})"

    def problem(self, label: str, problem: Problem, style: str = "warn") -> Iterator[str]:
        yield from self.page.row(self.word(label), self.told(problem), style=style)

    def told(self, problem: Problem) -> str:
        place = f" ({problem.place.describe(self.language)})" if problem.place is not None else ""
        return self.say(problem.text) + place

    # --- a class ---

    def classroom(self, figures: ClassFigures) -> Iterator[str]:
        if not figures.submissions:
            yield self.word("empty_class")
            return
        counts = {"graded": figures.graded, "rejected_count": figures.rejected, "again_count": figures.again}
        told = ", ".join(f"{self.word(key)} {len(reports)}" for key, reports in counts.items() if reports)
        yield from self.page.text(f"{counted('submissions', figures.submissions, self.language)}: {told}", "bold")
        if figures.graded:
            yield from self.distribution(figures)
            yield from self.tasks(figures)
        if figures.mistakes:
            yield from self.heading("mistakes")
            for mistake in figures.mistakes[:_MISTAKES]:
                told = self.say(mistake.explanation) if mistake.explanation else mistake.misconception
                number = f"{len(mistake.students):>3} "
                yield from self.page.spread(f"{mistake.task}: {told}", "", mark=number, indent=2)
        if figures.rejected:
            yield from self.heading("rejected_title", "bad")
            for report in figures.rejected:
                yield from self.person(report.student, self.told(report.rejected) if report.rejected else "")
        if figures.noted:
            yield from self.heading("noted_title", "warn")
            for report, problem in figures.noted:
                yield from self.person(report.student, self.told(problem))
        if figures.again:
            yield from self.heading("again_title", "ours")
            for report in figures.again:
                for task in report.tasks:
                    lost = [self.say(check.title) for check in task.checks if check.verdict is Verdict.INTERNAL]
                    if lost:
                        yield from self.person(report.student, f"{task.task}: {', '.join(lost)}")

    def heading(self, key: str, *styles: str) -> Iterator[str]:
        yield ""
        yield from self.page.text(self.word(key), "bold", *styles)

    def person(self, student: str, text: str) -> Iterator[str]:
        yield from self.page.text(student, indent=2)
        yield from self.page.text(text, "dim", indent=6)

    def distribution(self, figures: ClassFigures) -> Iterator[str]:
        of = f"{self.word('of')} {points(figures.max_score)}"
        values = {
            "mean": figures.mean,
            "median": figures.median,
            "lowest": min(figures.scores),
            "highest": max(figures.scores),
        }
        yield from self.page.text(", ".join(f"{self.word(k)} {points(v)}" for k, v in values.items()) + f" ({of})")
        yield from self.heading("distribution")
        counts = bins([report.score / report.max_score if report.max_score else 0 for report in figures.graded], 1)
        longest = max(counts)
        block = "█" if self.console.unicode else "#"
        for index, count in enumerate(counts):
            length = max(round(count / longest * _BAR), 1) if count else 0
            low, high = index * 100 // BINS, (index + 1) * 100 // BINS
            bar = self.console.paint(block * length, "good")
            yield f"  {low:>3}-{high:>3}%  {bar}{' ' if count else ''}{count or ''}".rstrip()

    def tasks(self, figures: ClassFigures) -> Iterator[str]:
        yield from self.heading("tasks")
        for task in figures.tasks:
            handed_in = f"{self.word('handed_in')} {task.handed_in}/{task.reports}"
            mean = f"{self.word('mean')} {_score(task.mean, task.max_score) if task.handed_in else '-'}"
            yield from self.page.spread(f"{task.task}  {self.say(task.title)}", f"{handed_in}, {mean}", indent=2)

    # --- the questions of a quiz ---

    def items(self, quiz: QuizItems) -> Iterator[str]:
        handed_in = counted("n_handed_in", quiz.students, self.language)
        yield from self.page.spread(f"{quiz_task(quiz.quiz)}  {self.say(quiz.title)}", handed_in, "bold")
        if quiz.reliability is not None:
            yield from self.page.text(f"{self.word('reliability')} {quiz.reliability:.2f}", "dim", indent=2)
        columns = f"{self.word('difficulty')}  {self.word('discrimination')}"
        yield from self.page.spread(self.word("asked"), columns, "dim", indent=2)
        for item in quiz.items:
            title = self.say(item.title) + (f"  [{self.word(item.flag)}]" if item.flag else "")
            told = "-" if item.discrimination is None else f"{item.discrimination:+.2f}"
            yield from self.page.spread(title, f"{item.difficulty:4.0%}  {told:>5}", indent=2)
            for one in item.distractors[:_MISTAKES]:
                said = f": {self.say(one.explanation)}" if one.explanation is not None else ""
                yield from self.page.spread(
                    f"{one.name}{said}", "", "dim", mark=f"{one.students:>4} ", tone="dim", indent=2
                )
            if item.other > 0:
                told = self.word("other_mistakes")
                yield from self.page.spread(told, "", "dim", mark=f"{item.other:>4} ", tone="dim", indent=2)
            if item.open:
                yield from self.page.spread(self.word("open"), "", "dim", mark=f"{item.open:>4} ", tone="dim", indent=2)
        yield ""


def _score(score: float, maximum: float) -> str:
    return f"{points(score)}/{points(maximum)}"
