"""An answer and a key → points, the mistake that explains it, and what to say. Pure; code in blanks is judged elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from grader.model import Text
from grader.quiz import written
from grader.quiz.model import Asked, Key, Kind, Mistake, Variant
from grader.quiz.written import Unreadable


class OurFault(Exception):
    """An answer could not be judged through no fault of its author's; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer is worth: `share` of the points, 0 to 1."""

    share: float
    mistake: Mistake | None = None
    note: Text | None = None  # how the answer was read, or why it could not be
    readable: bool = True


def mark(variant: Variant, raw: str) -> Mark:
    """Marks an answer that is not empty. Raises ValueError for kind `code`, which only a sandbox can mark."""
    asked, key = variant.asked, variant.key
    try:
        return _KINDS[asked.kind](asked, key, raw)
    except Unreadable as unreadable:
        return Mark(0.0, note=unreadable.text, readable=False)


def right_answer(variant: Variant) -> Text:
    """The right answer as people read it."""
    asked, key = variant.asked, variant.key
    first = key.right[0]
    if asked.kind is Kind.NUMERIC:
        return _with_unit(_rounded(float(first), key.tolerance), asked)
    if asked.kind is Kind.INTEGER:
        return _with_unit(first, asked)
    return said(asked, first)


def said(asked: Asked, raw: str) -> Text:
    """An answer as people read it: letters with the options that they stand for."""
    return _joined(parts(asked, raw), " → " if asked.kind is Kind.ORDERING else "\n")


def parts(asked: Asked, raw: str) -> list[Text]:
    """The same, one part of the answer after the other."""
    texts = {choice.letter: choice.text for choice in asked.choices}
    try:
        if asked.kind in (Kind.SINGLE, Kind.MULTIPLE, Kind.ORDERING):
            return [texts[letter] for letter in written.letters(raw, list(texts))]
        if asked.kind is Kind.TRUE_FALSE:
            verdict, reason = written.judgement(raw, list(texts))
            head = Text("true", "참") if verdict else Text("false", "거짓")
            return [head if reason is None else _joined([head, texts[reason]], ": ")]
        if asked.kind is Kind.MATCHING:
            pairs = zip(asked.prompts, written.letters(raw, list(texts)), strict=False)
            return [_joined([left, texts.get(one, Text.same("-"))], " – ") for left, one in pairs]
    except (Unreadable, KeyError):
        pass
    return [Text.same(raw)]


def shown(asked: Asked, answer: str) -> str:
    """A known wrong number as people read it: what a mistake computes has more digits than anybody looks at."""
    return f"{float(answer):.6g}" if asked.kind is Kind.NUMERIC else answer


def _joined(texts: list[Text], separator: str) -> Text:
    return Text(separator.join(text.en for text in texts), separator.join(text.ko for text in texts))


def _with_unit(number: str, asked: Asked) -> Text:
    if asked.unit is None:
        return Text.same(number)
    return Text(f"{number} {asked.unit.en}", f"{number} {asked.unit.ko}")


def _rounded(value: float, tolerance: float) -> str:
    """With as many digits as the tolerance makes sense of, and four at least."""
    for digits in range(4, 16):
        text = f"{value:.{digits}g}"
        if abs(float(text) - value) <= tolerance / 10:
            break
    return text


# --- kinds -----------------------------------------------------------------------------------------------------------


def _single(asked: Asked, key: Key, raw: str) -> Mark:
    chosen = written.one_letter(raw, _letters(asked))
    if chosen == key.right[0]:
        return Mark(1.0)
    return Mark(0.0, _found(key, lambda answer: answer == chosen))


def _multiple(asked: Asked, key: Key, raw: str) -> Mark:
    chosen = set(written.letters(raw, _letters(asked))) - {"-"}
    right = set(key.right[0].split())
    wrong = set(_letters(asked)) - right
    # Of the right ones the share that was chosen, less that of the wrong ones: who ticks everything earns nothing.
    share = max(0.0, len(chosen & right) / len(right) - len(chosen & wrong) / max(len(wrong), 1))
    mistake = _found(key, lambda answer: answer in chosen)
    missed = Text("A right option was not chosen.", "고르지 않은 옳은 선택지가 있습니다.") if right - chosen else None
    return Mark(share, mistake, missed if mistake is None and share < 1 else None)


def _truefalse(asked: Asked, key: Key, raw: str) -> Mark:
    verdict, reason = written.judgement(raw, _letters(asked))
    judgement, right_reason = key.right[0].split()
    if verdict is not (judgement == "true"):
        # Who judges wrongly has no reason of ours: what the reason chosen says is no mistake then.
        return Mark(0.0, note=Text("The judgement is wrong.", "참과 거짓의 판단이 틀렸습니다."))
    if reason == right_reason:
        return Mark(1.0)
    mistake = _found(key, lambda answer: answer == f"{judgement} {reason}")
    return Mark(0.5, mistake, Text("The judgement is right, and the reason is not.", "판단은 맞지만 이유가 다릅니다."))


def _numeric(asked: Asked, key: Key, raw: str) -> Mark:
    read = written.number(raw, asked.unit)
    tolerance = key.tolerance

    def near(value: Fraction, other: str) -> bool:
        # Who stands exactly on the border is in, whatever binary says.
        return abs(float(value) - float(other)) <= tolerance * (1 + 1e-9) + 1e-12 * abs(float(other))

    return _of_values(key, read, near)


def _integer(asked: Asked, key: Key, raw: str) -> Mark:
    read = written.number(raw, asked.unit)
    return _of_values(key, read, lambda value, other: value == Fraction(other))


def _of_values(key: Key, read: written.Number, same: Callable[[Fraction, str], bool]) -> Mark:
    if any(same(value, key.right[0]) for value in read.values):
        return Mark(1.0, note=read.note)
    mistake = _found(key, lambda answer: any(same(value, answer) for value in read.values))
    return Mark(0.0, mistake, read.note)


def _shape(asked: Asked, key: Key, raw: str) -> Mark:
    sizes = written.shape(raw)
    if sizes == written.shape(key.right[0]):
        return Mark(1.0)
    return Mark(0.0, _found(key, lambda answer: written.shape(answer) == sizes))


def _text(asked: Asked, key: Key, raw: str) -> Mark:
    given = written.words(raw)
    if any(given == written.words(form) for form in key.right):
        return Mark(1.0)
    return Mark(0.0, _found(key, lambda answer: written.words(answer) == given))


def _ordering(asked: Asked, key: Key, raw: str) -> Mark:
    """The share of pairs in the right order beyond those in the wrong one: chance and reversal earn nothing."""
    given, right = written.order(raw, _letters(asked)), key.right[0].split()
    ranks = [right.index(letter) for letter in given]
    pairs = [(one, other) for place, one in enumerate(ranks) for other in ranks[place + 1 :]]
    balance = sum(1 if one < other else -1 for one, other in pairs)
    return Mark(max(0.0, balance / len(pairs)))


def _matching(asked: Asked, key: Key, raw: str) -> Mark:
    given, right = written.one_each(raw, _letters(asked), len(asked.prompts)), key.right[0].split()
    # A letter that stands twice was not thought about: all right sides differ.
    hits = sum(one == other and given.count(one) == 1 for one, other in zip(given, right, strict=True))
    return Mark(hits / len(right))


def _code(asked: Asked, key: Key, raw: str) -> Mark:
    raise ValueError(f"{asked.question}: code is marked in a sandbox")


def _letters(asked: Asked) -> list[str]:
    return [choice.letter for choice in asked.choices]


def _found(key: Key, fits: Callable[[str], bool]) -> Mistake | None:
    return next((one for one in key.mistakes if any(fits(answer) for answer in one.answers)), None)


_KINDS: dict[Kind, Callable[[Asked, Key, str], Mark]] = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.TRUE_FALSE: _truefalse,
    Kind.NUMERIC: _numeric,
    Kind.INTEGER: _integer,
    Kind.SHAPE: _shape,
    Kind.TEXT: _text,
    Kind.ORDERING: _ordering,
    Kind.MATCHING: _matching,
    Kind.CODE: _code,
}
