"""What is wrong with questions, found by drawing many variants of each and marking their right answers and mistakes."""

from __future__ import annotations

import multiprocessing
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from grader.catalog import Catalog
from grader.errors import GraderError
from grader.model import LANGUAGES
from grader.quiz import written
from grader.quiz.bank import lacking
from grader.quiz.marking import OurFault, mark, right_answer
from grader.quiz.model import CHOICES, COMPUTED, Kind, Question, Variant
from grader.quiz.variants import Maker

SEEDS = 1000
STATIC_SEEDS = 60  # of questions that draw no numbers: options are shuffled and picked, no more
ENOUGH = 500  # seeds, for a mistake that never shows to be one that never will
LEAST_VARIANTS = 20  # of a question that draws
_HANGUL = re.compile(r"[가-힣]")
_NUMBERS = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w.]*\d)")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a question: `count` of the seeds show it, `seed` is the first."""

    question: str
    what: str
    seed: int | None = None
    count: int = 1

    def __str__(self) -> str:
        if self.seed is None:
            return f"{self.question}: {self.what}"
        more = f", {self.count} variants in all" if self.count > 1 else ""
        return f"{self.question}: {self.what} (for example with --seed {self.seed}{more})"


def lint_all(
    catalog: Catalog, questions: Sequence[Question], *, seeds: int = SEEDS, jobs: int = 1
) -> Iterator[Finding]:
    """All that is wrong with these questions, in `jobs` processes, topic by topic; then answers to code questions are
    judged by their tasks. Raises SandboxFault."""
    topics: dict[str, list[Question]] = {}
    for question in questions:
        topics.setdefault(f"{question.unit}/{question.topic}", []).append(question)
    work = partial(_topic, catalog.root, seeds=seeds)
    if jobs == 1 or len(topics) < 2:
        found = map(work, topics.values())
        yield from (finding for findings in found for finding in findings)
    else:
        with ProcessPoolExecutor(min(jobs, len(topics)), multiprocessing.get_context("spawn")) as pool:
            yield from (finding for findings in pool.map(work, topics.values()) for finding in findings)
    yield from _twice(questions)
    yield from _code(catalog, [question for question in questions if question.kind is Kind.CODE])


def _topic(root: Path, questions: Sequence[Question], *, seeds: int) -> list[Finding]:
    return list(lint(root, questions, seeds=seeds))


def _code(catalog: Catalog, questions: Sequence[Question]) -> Iterator[Finding]:
    """Answers that their own task does not judge as the question says. Mistakes that a task names otherwise are fine."""
    if not questions:
        return
    from grader.oracle import Oracle
    from grader.quiz import coding
    from grader.sandbox.worker import Worker

    tasks = catalog.select(sorted({question.task for question in questions}))
    oracle = Oracle(catalog, seed=1)
    with Worker.for_tasks(tasks, mode="plain") as worker:
        for question in questions:
            variant = Maker(catalog.root).variant(question, 1)
            answers = [(right, True) for right in variant.key.right]
            answers += [(answer, False) for mistake in variant.key.mistakes for answer in mistake.answers]
            for answer, is_right in answers:
                try:
                    marked = coding.mark(variant, answer, catalog=catalog, worker=worker, oracle=oracle)
                except OurFault as fault:
                    yield Finding(question.name, f"its answers cannot be judged: {fault}")
                    break
                if (marked.share == 1) is not is_right:
                    what = "the answer fails" if is_right else "a mistake passes"
                    why = f": {marked.note.en}" if marked.note is not None else ""
                    yield Finding(question.name, f"{what} {question.task}: {answer}{why}")


def lint(root: Path, questions: Sequence[Question], *, seeds: int = SEEDS) -> Iterator[Finding]:
    """All that is wrong with each of these questions; code is not run here."""
    maker = Maker(root)
    for question in questions:
        yield from _languages(question)
        try:
            draws = maker.draws(question)
        except GraderError as error:
            yield Finding(question.name, str(error).removeprefix(f"{question.name}: "))
            continue
        yield from _of_variants(question, maker, seeds if draws else min(seeds, STATIC_SEEDS), draws=draws)


def _twice(questions: Iterable[Question]) -> Iterator[Finding]:
    seen: dict[str, Question] = {}
    for question in questions:
        texts = (question.text, *question.right, *(option.text for option in question.wrong if option.text is not None))
        asked = " ".join([question.code, *(text.en or text.ko for text in texts)])
        other = seen.setdefault(asked, question)
        if other is not question:
            yield Finding(question.name, f"asks the same as {other.name}")


# --- texts -----------------------------------------------------------------------------------------------------------


def _languages(question: Question) -> Iterator[Finding]:
    for what, language in dict.fromkeys(lacking(question)):
        yield Finding(question.name, f"{what} is missing in {language!r}")
    for what, text in (("text", question.text), ("why", question.why)):
        if text.ko and not _HANGUL.search(text.ko):
            yield Finding(question.name, f"{what} is not Korean in 'ko'")


# --- variants --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Seen:
    """What the variants of one question showed."""

    findings: dict[str, list[int]]
    shown: set[tuple[object, ...]]
    mistakes: Counter[str]
    telling: int = 0
    longest: int = 0


def _of_variants(question: Question, maker: Maker, seeds: int, *, draws: bool) -> Iterator[Finding]:
    seen = _Seen({}, set(), Counter())
    for seed in range(seeds):
        try:
            variant = maker.variant(question, seed)
            if seed < 3 and maker.variant(question, seed) != variant:
                seen.findings.setdefault(
                    "one seed gives two variants: it draws from something else than `rng`", []
                ).append(seed)
        except GraderError as error:
            yield Finding(question.name, str(error).removeprefix(f"{question.name}: "), seed)
            return
        for what in _wrong_with(question, variant):
            seen.findings.setdefault(what, []).append(seed)
        _note(question, variant, seen)
    for what, where in seen.findings.items():
        yield Finding(question.name, what, where[0], len(where))
    yield from _over_all(question, seen, seeds, draws=draws)


def _wrong_with(question: Question, variant: Variant) -> Iterator[str]:
    asked, key = variant.asked, variant.key
    if asked.kind is not Kind.CODE:
        for right in key.right:
            if mark(variant, right).share != 1:
                yield "the right answer is not marked as right"
        yield from _mistakes(question, variant)
    for language in LANGUAGES:
        for texts in (
            [choice.text.get(language) for choice in asked.choices],
            [one.get(language) for one in asked.prompts],
        ):
            twice = [text for text, count in Counter(texts).items() if count > 1]
            if twice:
                yield f"two options read {twice[0]!r}"
    if asked.kind in (*CHOICES, Kind.ORDERING) and len(asked.choices) < 2:
        yield "there is nothing to choose from"
    if asked.kind is Kind.NUMERIC:
        for digits in (4, 5):
            rounded = f"{float(key.right[0]):.{digits}g}"
            if mark(variant, rounded).share != 1:
                yield f"the tolerance is out of reach: who rounds to {digits} digits is wrong"


def _mistakes(question: Question, variant: Variant) -> Iterator[str]:
    for mistake in variant.key.mistakes:
        for answer in mistake.answers:
            marked = mark(variant, answer)
            if marked.share == 1:
                yield f"the mistake {mistake.name} leads to the right answer"
            elif question.kind is Kind.MULTIPLE:
                continue
            elif marked.mistake is None:
                yield f"the mistake {mistake.name} is not recognised in its own answer"
            elif marked.mistake.name != mistake.name:
                yield f"the mistakes {mistake.name} and {marked.mistake.name} lead to the same answer"


def _note(question: Question, variant: Variant, seen: _Seen) -> None:
    asked, key = variant.asked, variant.key
    options = tuple(sorted(choice.text.en for choice in asked.choices))
    seen.shown.add(
        (asked.text.en, options, asked.figure and asked.figure.en, key.right if asked.kind in COMPUTED else ())
    )
    seen.mistakes.update({mistake.name for mistake in key.mistakes})
    seen.telling += _tells(question, variant)
    if asked.kind in (Kind.SINGLE, Kind.TRUE_FALSE) and question.wrong:
        right = key.right[0].split()[-1]
        lengths = {choice.letter: len(choice.text.en) for choice in asked.choices}
        others = max(length for letter, length in lengths.items() if letter != right)
        seen.longest += lengths[right] > 1.5 * others and lengths[right] - others > 15


def _tells(question: Question, variant: Variant) -> bool:
    """Whether the answer stands in the question."""
    asked, key = variant.asked, variant.key
    text = f"{asked.text.en}\n{asked.code}"
    if asked.kind is Kind.TEXT:
        shown = {*map(written.words, re.split(r"[\s,.:;()?]+", text + " " + asked.text.ko))}
        return any(written.words(form) in shown for form in key.right if len(written.words(form)) > 1)
    if asked.kind in (Kind.NUMERIC, Kind.INTEGER):
        return any(mark(variant, number).share == 1 for number in _NUMBERS.findall(text))
    if asked.kind is Kind.SHAPE:
        return right_answer(variant).en in text
    return False


def _over_all(question: Question, seen: _Seen, seeds: int, *, draws: bool) -> Iterator[Finding]:
    if draws and len(seen.shown) < min(LEAST_VARIANTS, seeds // 4):
        yield Finding(
            question.name, f"has {len(seen.shown)} different variants in {seeds} seeds; {LEAST_VARIANTS} are wanted"
        )
    if seen.telling > 0.9 * seeds:
        yield Finding(question.name, "its text gives the answer away")
    if seen.longest > 0.9 * seeds:
        yield Finding(question.name, "the right option is much longer than all others")
    never = [option.name for option in question.mistakes if seen.mistakes[option.name] == 0]
    for name in never if seeds >= ENOUGH else ():
        yield Finding(question.name, f"the mistake {name} never shows")
