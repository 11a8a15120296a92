"""`grader quiz take`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli import options
from grader.errors import UsageError
from grader.model import Language, Text

if TYPE_CHECKING:
    from grader.quiz.model import Asked, Paper
    from grader.quiz.taking import Taking

_HELP = Text(
    "Type an answer and Enter. Enter alone goes on; :b goes back, :3 to question 3, :c takes an answer back, :l lists, "
    ":q ends. Every answer is saved at once.",
    "답을 쓰고 Enter를 누르십시오. Enter만 누르면 다음 문항으로 갑니다. :b 이전 문항, :3 3번 문항, :c 답 지우기, :l 목록, "
    ":q 끝내기. 답은 쓸 때마다 저장됩니다.",
)


@click.command("take")
@click.argument("what", metavar="UNIT|PAPER")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="The answer file.  [default: answers/NAME.json]"
)
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), help="Write a page to answer in a browser instead."
)
@options.lang
def command(what: str, out: Path | None, html: Path | None, lang: Language) -> int:
    """Answer practice questions of a UNIT, with feedback after each, or the
    paper that your instructor gave you. Interrupted, the same command
    goes on where it was.

    \b
    Examples:  grader quiz take optimizers
               grader quiz take kim.paper.json
    """
    paper = _paper(what, out)
    if html is not None:
        from grader.files import write_file
        from grader.quiz.form import form_html

        write_file(html, form_html(paper, lang), option="--html")
        click.echo(html)
        return 0
    from grader.quiz.taking import Taking

    if not paper.questions:
        raise UsageError(Text(f"{what} asks nothing", f"{what}: 문항이 없습니다."))
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")  # a terminal of another encoding
    taking = Taking(paper, out or _answers_of(paper))
    _Session(taking, lang).run()
    return 0


def _paper(what: str, out: Path | None) -> Paper:
    from grader.quiz.papers import read_paper

    if what.endswith(".json") or Path(what).is_file():
        return read_paper(Path(what))
    import random

    from grader.catalog import Catalog, course_root
    from grader.quiz.papers import read_answers
    from grader.quiz.practice import begun, papers

    found = papers(Catalog(course_root()), what.strip("/"))
    file = out or _answers_of(found[0])
    if file.is_file():  # go on with the paper that was begun
        return begun(found, read_answers(file.read_bytes(), str(file)))
    return random.choice(found)


def _answers_of(paper: Paper) -> Path:
    from grader.report.safe import file_stem

    return Path("answers") / (Path(paper.file).name or f"{file_stem(paper.student or paper.name)}.json")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


class _Session:
    def __init__(self, taking: Taking, language: Language) -> None:
        self.taking, self.language = taking, language
        self.console = options.Terminal.here().console()
        self.questions = taking.paper.questions
        self.told_the_end = False
        self.refused: tuple[int, str] | None = (
            None  # an answer that had not the form asked for: given again, it is kept
        )

    def run(self) -> None:
        self._say(self.taking.paper.title)
        self._say(_HELP)
        place: int | None = self._open_from(0)
        if place is None:  # all answered: look through them once more
            place = 0
        try:
            while place is not None:
                self._tell_the_end()
                place = self._ask(place)
        finally:  # an interrupt, too, says where the answers are
            self._end()

    def _ask(self, place: int) -> int | None:
        """Shows a question and takes one line; returns the next place, or None at the end."""
        from grader.quiz.terminal import render_question

        asked = self.questions[place]
        click.echo()
        if self.refused is None or self.refused[0] != place:
            click.echo(render_question(asked, place + 1, len(self.questions), self.language, self.console))
        before = self.taking.answer_to(asked)
        if before:
            self._say(Text(f"Your answer: {before}", f"지금 답: {before}"))
        try:
            line = input(self._prompt()).strip()
        except EOFError:
            return None
        if line.startswith(":") and (len(line) <= 2 or _is_number(line[1:])):
            return self._command(line[1:], place)
        if not line:
            return self._next(place)
        return self._answer(asked, place, line)

    def _answer(self, asked: Asked, place: int, line: str) -> int | None:
        from grader.quiz.written import check_form

        told = check_form(asked, line)
        if told is not None and self.refused != (place, line):
            self._say(told)
            self._say(Text("Type it again to keep it as it is.", "그대로 두려면 한 번 더 쓰십시오."))
            self.refused = (place, line)
            return place
        self.refused = None
        self.taking.put(asked, line)
        if asked.question in self.taking.paper.keys:
            self._feedback(asked, line)
        return self._next(place)

    def _feedback(self, asked: Asked, line: str) -> None:
        from grader.quiz.practice import variant_in
        from grader.quiz.terminal import render_feedback

        click.echo(render_feedback(variant_in(self.taking.paper, asked), line, self.language, self.console))

    def _command(self, name: str, place: int) -> int | None:
        self.refused = None
        if name == "q":
            return None
        if name == "b":
            return max(place - 1, 0)
        if name == "c":
            self.taking.put(self.questions[place], "")
        elif name == "l":
            for number, asked in enumerate(self.questions, 1):
                first = asked.text.get(self.language).split("\n")[0]
                line = f"{number:3} {'x' if self.taking.answer_to(asked) else ' '} {first}"
                click.echo(self.console.cut(self.console.clean(line), self.console.width))
        elif _is_number(name) and 1 <= int(name) <= len(self.questions):
            return int(name) - 1
        else:
            self._say(_HELP)
        return place

    def _next(self, place: int) -> int | None:
        return place + 1 if place + 1 < len(self.questions) else None

    def _open_from(self, place: int) -> int | None:
        questions = enumerate(self.questions[place:], place)
        return next((number for number, asked in questions if not self.taking.answer_to(asked)), None)

    def _tell_the_end(self) -> None:
        """Once. Nothing is locked away: each answer says when it was given."""
        left = self.taking.left
        if left is None or left.total_seconds() > 0 or self.told_the_end:
            return
        self.told_the_end = True
        self._say(
            Text(
                "The time is over. What you answer from now on is marked as late; :q ends.",
                "시간이 끝났습니다. 지금부터 쓰는 답은 늦은 답으로 표시됩니다. :q로 끝냅니다.",
            )
        )

    def _prompt(self) -> str:
        left = self.taking.left
        if left is None:
            return "> "
        seconds = int(abs(left.total_seconds()))
        return f"[{'' if left.total_seconds() >= 0 else '+'}{seconds // 60}:{seconds % 60:02}] > "

    def _end(self) -> None:
        count, answered = len(self.questions), self.taking.answered
        click.echo()
        self._say(Text(f"Answered: {answered} of {count}.", f"{count}문항 가운데 {answered}문항에 답했습니다."))
        file = self.taking.file
        if self.taking.paper.keys:
            self._say(Text(f"Saved in {file}.", f"{file}에 저장했습니다."))
        else:
            self._say(Text(f"Hand this file in: {file}", f"이 파일을 제출하십시오: {file}"))

    def _say(self, text: Text) -> None:
        click.echo("\n".join(self.console.wrap(self.console.clean(text.get(self.language)), self.console.width)))
