"""Variants → items: what an instructor's learning management system gets, the key included."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from random import Random

from grader.model import Language, Text
from grader.quiz import written
from grader.quiz.formats.figure_files import standalone
from grader.quiz.formats.items import Form, Item, Number, Option, tick_share
from grader.quiz.formats.losses import Losses
from grader.quiz.model import Asked, Key, Kind, Question, Variant
from grader.report.safe import visible

UNIT = Text("Unit", "단위")
TOLERANCE = Text("Tolerance", "허용 오차")
SHAPE = Text("Answer with a shape such as `(1, 2, 3)`.", "`(1, 2, 3)`처럼 형태로 답하십시오.")
JUDGEMENTS = {"true": Text("True", "참"), "false": Text("False", "거짓")}
_TRIES = 5  # draws for each variant, before there are held to be no more
_LANGUAGES: dict[Language, Text] = {"en": Text("English", "영어"), "ko": Text("Korean", "한국어")}


def draw(question: Question, variant: Callable[[Question, int], Variant], count: int, rng: Random) -> list[Variant]:
    """So many variants, or all that differ for an LMS, which shuffles options itself. Their seeds come from `rng`."""
    found: dict[object, Variant] = {}
    for _ in range(count * _TRIES):
        made = variant(question, rng.getrandbits(63))
        asked, key = made.asked, made.key
        options = frozenset(choice.text for choice in asked.choices)
        shown = (asked.text, asked.figure, options, asked.prompts, None if asked.choices else key.right)
        found.setdefault(shown, made)
        if len(found) == count:
            break
    return list(found.values())


def groups(variants: Iterable[Variant], language: Language, losses: Losses) -> dict[str, list[Item]]:
    """The items by question, each question's variants together; those that an LMS would show alike are there once."""
    found: dict[str, dict[Item, Item]] = {}
    for variant in variants:
        if variant.asked.kind is Kind.CODE:
            losses.say(
                variant.asked.question,
                Text("left out: no LMS can run code", "LMS는 코드를 실행할 수 없으므로 뺐습니다"),
            )
            continue
        item = _item(variant, language, losses)
        found.setdefault(variant.asked.question, {}).setdefault(_alike(item), item)
    return {question: _numbered(list(items.values())) for question, items in found.items()}


def _alike(item: Item) -> Item:
    """Equal for items that differ in nothing but what an LMS shuffles."""
    if item.form is Form.ORDERING:
        return item
    options = tuple(sorted(item.options, key=lambda one: one.text))
    return replace(item, options=options, pairs=tuple(sorted(item.pairs)))


def _numbered(items: list[Item]) -> list[Item]:
    if len(items) == 1:
        return items
    width = len(str(len(items)))
    return [replace(item, name=f"{item.name} {place:0{width}}") for place, item in enumerate(items, 1)]


def _item(variant: Variant, language: Language, losses: Losses) -> Item:
    asked, key = variant.asked, variant.key

    def say(text: Text | None) -> str:
        if text is None:
            return ""
        told = _clean(text.get(language))
        other: Language = "en" if language == "ko" else "ko"
        if not told and (told := _clean(text.get(other))):
            missing, used = _LANGUAGES[language], _LANGUAGES[other]
            losses.say(
                asked.question,
                Text(
                    f"has no {missing.en} text here and there: it is in {used.en}",
                    f"{missing.ko} 글이 일부 없어 {used.ko}로 내보냈습니다",
                ),
            )
        return told

    form, answers = _FORMS[asked.kind]
    item = Item(
        name=asked.question.rpartition("/")[2],
        form=form,
        text="\n\n".join(part for part in (say(asked.text), _note(asked, say)) if part),
        code=_clean_code(asked.code),
        figure=standalone(asked.figure.get(language)) if asked.figure is not None else "",
        figure_in_words=say(asked.figure_in_words),
        points=asked.points,
        feedback=say(key.why),
        unit=say(asked.unit),
        tolerance=asked.tolerance if asked.kind is Kind.NUMERIC else "",
        group=asked.question,
    )
    return answers(item, asked, key, say)


def _clean(text: str) -> str:
    """As every format takes it: nothing invisible, no tabs, no more than one blank line in a row."""
    lines = [line.rstrip() for line in visible(text).expandtabs(4).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _clean_code(code: str) -> str:
    return "\n".join(line.rstrip() for line in visible(code).expandtabs(4).strip("\n").split("\n"))


def _note(asked: Asked, say: Voice) -> str:
    """What a form beside the answer says in our own papers."""
    if asked.kind is Kind.SHAPE:
        return say(SHAPE)
    lines = []
    if asked.unit is not None:
        lines.append(f"{say(UNIT)}: {say(asked.unit)}")
    if asked.kind is Kind.NUMERIC and asked.tolerance:
        lines.append(f"{say(TOLERANCE)}: ±{asked.tolerance}")
    return "\n".join(lines)


# --- kinds -----------------------------------------------------------------------------------------------------------

Voice = Callable[[Text | None], str]
Answers = Callable[[Item, Asked, Key, Voice], Item]


def _reasons(key: Key, say: Voice) -> dict[str, str]:
    """What to say to whoever gives a wrong answer that is known."""
    return {answer: say(mistake.why) for mistake in key.mistakes for answer in mistake.answers}


def _single(item: Item, asked: Asked, key: Key, say: Voice) -> Item:
    why = _reasons(key, say)
    options = (
        Option(say(choice.text), float(choice.letter == key.right[0]), why.get(choice.letter, ""))
        for choice in asked.choices
    )
    return replace(item, options=tuple(options))


def _truefalse(item: Item, asked: Asked, key: Key, say: Voice) -> Item:
    """A choice of judgement and reason together: so the right judgement with a wrong reason earns its half, as with us."""
    why, (right, _) = _reasons(key, say), key.right[0].split()
    options = []
    for judgement, word in JUDGEMENTS.items():
        for choice in asked.choices:
            answer = f"{judgement} {choice.letter}"
            share = 1.0 if answer == key.right[0] else 0.5 if judgement == right else 0.0
            options.append(Option(f"{say(word)}: {say(choice.text)}", share, why.get(answer, "")))
    return replace(item, options=tuple(options))


def judged(options: Sequence[Option]) -> tuple[str | None, Sequence[Option]]:
    """Back: the right judgement and its reasons, where the options are what `_truefalse` makes; else None and the options."""
    sides: dict[str, list[Option]] = {judgement: [] for judgement in JUDGEMENTS}
    for option in options:
        for judgement, word in JUDGEMENTS.items():
            for said in (f"{word.en}: ", f"{word.ko}: "):
                if option.text.startswith(said):
                    sides[judgement].append(replace(option, text=option.text.removeprefix(said)))
    reasons = [{option.text for option in side} for side in sides.values()]
    if sum(map(len, sides.values())) != len(options) or reasons[0] != reasons[1] or len(reasons[0]) < 2:
        return None, options
    right = [judgement for judgement, side in sides.items() if any(one.share > 0.999 for one in side)]
    return (right[0], sides[right[0]]) if len(right) == 1 else (None, options)


def _multiple(item: Item, asked: Asked, key: Key, say: Voice) -> Item:
    why, right = _reasons(key, say), key.right[0].split()
    wrong = len(asked.choices) - len(right)
    options = (
        Option(say(one.text), tick_share(one.letter in right, len(right), wrong), why.get(one.letter, ""))
        for one in asked.choices
    )
    return replace(item, options=tuple(options))


def _numeric(item: Item, asked: Asked, key: Key, say: Voice) -> Item:
    wrong = (Number(float(answer), key.tolerance, 0.0, why) for answer, why in _reasons(key, say).items())
    return replace(item, numbers=(Number(float(key.right[0]), key.tolerance, 1.0), *wrong))


def _short(item: Item, asked: Asked, key: Key, say: Voice) -> Item:
    """With the spellings that our own marking takes for the same."""
    spelled, known = (
        (_shapes, 6) if asked.kind is Kind.SHAPE else (_words, None)
    )  # of a mistake, the usual ones will do
    options: dict[str, Option] = {}
    for answer, share, why in [
        *((answer, 1.0, "") for answer in key.right),
        *((answer, 0.0, why) for answer, why in _reasons(key, say).items()),
    ]:
        for spelling in islice(spelled(_clean(answer)), None if share else known):
            options.setdefault(spelling.casefold(), Option(spelling, share, why))
    return replace(item, options=tuple(options.values()))


def _words(answer: str) -> Iterator[str]:
    """`weight decay`, `weight-decay`, `weightdecay`."""
    yield answer
    for between in (" ", "-", ""):
        yield re.sub(r"(?<=\w)[ -](?=\w)", between, answer)


def _shapes(answer: str) -> Iterator[str]:
    """`(1, 64)`, `[1,64]`, `1x64` and so on."""
    sizes = [str(size) for size in written.shape(answer)]
    for separator in (", ", ","):
        listed = separator.join(sizes)
        yield from (f"({listed})", f"[{listed}]", listed)
    if len(sizes) == 1:
        yield f"({sizes[0]},)"
    yield from (separator.join(sizes) for separator in (" ", "x", " x ", "×", " × "))
    yield f"torch.Size([{', '.join(sizes)}])"


def _ordering(item: Item, asked: Asked, key: Key, say: Voice) -> Item:
    texts = {choice.letter: say(choice.text) for choice in asked.choices}
    return replace(item, options=tuple(Option(texts[letter]) for letter in key.right[0].split()))


def _matching(item: Item, asked: Asked, key: Key, say: Voice) -> Item:
    texts = {choice.letter: say(choice.text) for choice in asked.choices}
    pairs = [(say(left), texts.pop(letter)) for left, letter in zip(asked.prompts, key.right[0].split(), strict=True)]
    return replace(item, pairs=(*pairs, *(("", extra) for extra in texts.values())))


_FORMS: dict[Kind, tuple[Form, Answers]] = {
    Kind.SINGLE: (Form.SINGLE, _single),
    Kind.TRUE_FALSE: (Form.SINGLE, _truefalse),
    Kind.MULTIPLE: (Form.MULTIPLE, _multiple),
    Kind.NUMERIC: (Form.NUMERIC, _numeric),
    Kind.INTEGER: (Form.NUMERIC, _numeric),
    Kind.SHAPE: (Form.SHORT, _short),
    Kind.TEXT: (Form.SHORT, _short),
    Kind.ORDERING: (Form.ORDERING, _ordering),
    Kind.MATCHING: (Form.MATCHING, _matching),
}
