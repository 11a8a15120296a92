"""Items → questions of the bank, in the one language that the file has; the other is left empty for its translator."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from grader.model import Language, Text
from grader.quiz import written
from grader.quiz.formats.exporting import SHAPE, judged
from grader.quiz.formats.items import Form, Item, Number, Option, number, tick_share
from grader.quiz.formats.losses import Losses, where
from grader.quiz.model import Kind, Question
from grader.quiz.model import Option as Named

_LONGEST_ID = 40
_ALL = 0.999  # a share that is the whole, however it was rounded
_NOTE = re.compile(r"(?:\n\n|\A)(?:(?:Unit|단위): (?P<unit>.+))?\n?(?:(?:Tolerance|허용 오차): ±(?P<tolerance>\S+))?\Z")

_ONE_SIDED = Text(
    "left out: it needs a right option and a wrong one", "옳은 선택지와 틀린 선택지가 모두 필요하므로 뺐습니다"
)
_SEVERAL = Text("has several right options: each student sees one", "옳은 선택지가 여럿이며 학생마다 하나만 보입니다")
_PARTIAL = Text(
    "points for a part were left out: such an answer is wrong now", "부분 점수가 빠졌고 그 답은 오답이 되었습니다"
)
_WEIGHTS = Text(
    "weights were left out: right ticks count the same, wrong ones take the same away, and all of either cancel out",
    "가중치가 빠졌습니다. 옳은 선택끼리, 틀린 선택끼리 점수가 같고, 모두 고르면 0점입니다",
)
_NUMBERS = Text("several numbers are right: only the first was kept", "정답인 수가 여럿이어서 첫째만 남겼습니다")
_NO_ANSWER = Text("left out: no answer earns all points", "만점인 답이 없어 뺐습니다")
_SAME_SIDES = Text("left out: two right sides are the same", "오른쪽 항목 중 같은 것이 있어 뺐습니다")
_FEW = Text("left out: it needs two entries at least", "항목이 둘 이상 필요하므로 뺐습니다")
_NO_TEXT = Text("left out: it has no text, or an answer has none", "문항이나 답에 글이 없어 뺐습니다")
_NO_WHY = Text(
    "has no explanation, so the answer stands there: write how one gets it",
    "해설이 없어 정답을 적어 두었습니다. 정답을 얻는 방법을 쓰십시오",
)
_NO_REASONS = Text(
    "has wrong options without an explanation: write what the mistake is",
    "오답에 해설이 없습니다. 어떤 실수인지 쓰십시오",
)
_NOT_THE_ANSWER = Text("This is not the answer.", "정답이 아닙니다.")
_ANSWER = Text("The answer: {}", "정답: {}")


@dataclass(frozen=True, slots=True)
class Aim:
    """Where the questions go, and the language that they are in."""

    unit: str
    topic: str
    language: Language

    def text(self, told: str) -> Text:
        return Text(en=told, ko="") if self.language == "en" else Text(en="", ko=told)


class Unfit(Exception):
    """The bank has no kind for this item; `text` says why it is left out."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


def questions(items: Iterable[Item], aim: Aim, file: str, losses: Losses) -> list[Question]:
    """The questions that the bank has a kind for. Their ids are the items' names, made different."""
    found: dict[str, Question] = {}
    for item in items:
        here = where(file, item.line, item.name)

        def lose(text: Text, here: str = here) -> None:
            losses.say(here, text)

        try:
            question = _question(item, _id(item, found), aim, lose)
        except Unfit as unfit:
            lose(unfit.text)
        else:
            found[question.id] = question
    return list(found.values())


def _id(item: Item, taken: Collection[str]) -> str:
    words = re.findall(r"\w+", item.name or " ".join(item.text.split()[:6]))
    stem = "_".join(words).casefold()[:_LONGEST_ID].strip("_") or "question"
    stem = stem if stem.isidentifier() else f"question_{stem}"
    names = (stem if count == 1 else f"{stem}_{count}" for count in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


Lose = Callable[[Text], None]
Reader = Callable[[Question, Item, Aim, Lose], Question]


def _question(item: Item, name: str, aim: Aim, lose: Lose) -> Question:
    item = _without_note(item)
    question = Question(
        unit=aim.unit,
        topic=aim.topic,
        id=name,
        catalogue=(),
        kind=Kind.SINGLE,
        text=aim.text(item.text),
        why=aim.text(""),
        points=item.points,
        code=item.code,
    )
    answers = (*(option.text for option in item.options), *(right for _, right in item.pairs))
    if not item.text or not all(answers):
        raise Unfit(_NO_TEXT)
    question = _FORMS[item.form](question, item, aim, lose)
    return replace(question, why=aim.text(_why(item, aim, lose)))


def _why(item: Item, aim: Aim, lose: Lose) -> str:
    """What everybody is told afterwards, and what whoever is right is told."""
    answers: tuple[Option | Number, ...] = (*item.options, *item.numbers)
    right = [one.feedback for one in answers if one.share >= _ALL or (item.form is Form.MULTIPLE and one.share > 0)]
    told = [text for text in dict.fromkeys([item.feedback, *right]) if text]
    if told:
        return "\n\n".join(told)
    lose(_NO_WHY)
    return _ANSWER.get(aim.language).format(_answer(item))


def _answer(item: Item) -> str:
    if item.form is Form.NUMERIC:
        return " ".join([*(number(one.value) for one in item.numbers[:1]), item.unit]).strip()
    if item.form is Form.ORDERING:
        return " → ".join(option.text for option in item.options)
    if item.form is Form.MATCHING:
        return "; ".join(f"{left} – {right}" for left, right in item.pairs if left)
    rights = [one.text for one in item.options if one.share >= _ALL or (item.form is Form.MULTIPLE and one.share > 0)]
    return "; ".join(rights[:1] if item.form is Form.SHORT else rights)


def _without_note(item: Item) -> Item:
    """Takes off the lines that our own exports add below the text."""
    if item.form is Form.NUMERIC and (found := _NOTE.search(item.text)) is not None:
        unit, tolerance = found["unit"] or item.unit, found["tolerance"] or item.tolerance
        return replace(item, text=item.text[: found.start()], unit=unit, tolerance=tolerance)
    if item.form is Form.SHORT:
        for hint in (SHAPE.en, SHAPE.ko):
            item = replace(item, text=item.text.removesuffix(hint).rstrip())
    return item


# --- forms -----------------------------------------------------------------------------------------------------------


def _single(question: Question, item: Item, aim: Aim, lose: Lose) -> Question:
    judgement, options = judged(item.options)
    rights = [one for one in options if one.share >= _ALL]
    wrongs = [one for one in options if one.share < _ALL]
    if not rights or not wrongs:
        raise Unfit(_ONE_SIDED)
    question = replace(
        question, right=tuple(aim.text(one.text) for one in rights), wrong=_wrong(wrongs, aim, lose, explained=True)
    )
    if judgement is not None:
        return replace(question, kind=Kind.TRUE_FALSE, answer=judgement == "true")
    if len(rights) > 1:
        lose(_SEVERAL)
    if any(one.share > 0 for one in wrongs):
        lose(_PARTIAL)
    return replace(question, kind=Kind.SINGLE)


def _multiple(question: Question, item: Item, aim: Aim, lose: Lose) -> Question:
    rights = [one for one in item.options if one.share > 0]
    wrongs = [one for one in item.options if one.share <= 0]
    if not rights or not wrongs:
        raise Unfit(_ONE_SIDED)
    if any(abs(one.share - tick_share(one.share > 0, len(rights), len(wrongs))) > 1e-3 for one in item.options):
        lose(_WEIGHTS)
    right = tuple(aim.text(one.text) for one in rights)
    return replace(question, kind=Kind.MULTIPLE, right=right, wrong=_wrong(wrongs, aim, lose, explained=False))


def _wrong(options: Sequence[Option], aim: Aim, lose: Lose, *, explained: bool) -> tuple[Named, ...]:
    """`explained`: the bank asks for an explanation of each."""
    if explained and not all(one.feedback for one in options):
        lose(_NO_REASONS)
    nothing = _NOT_THE_ANSWER.get(aim.language) if explained else ""
    return tuple(
        Named(
            f"wrong_{place}", aim.text(one.text), aim.text(one.feedback or nothing) if one.feedback or nothing else None
        )
        for place, one in enumerate(options, 1)
    )


def _numeric(question: Question, item: Item, aim: Aim, lose: Lose) -> Question:
    rights = [one for one in item.numbers if one.share >= _ALL]
    if not rights or not math.isfinite(rights[0].value):
        raise Unfit(_NO_ANSWER)
    if len(rights) > 1:
        lose(_NUMBERS)
    if any(0 < one.share < _ALL for one in item.numbers):
        lose(_PARTIAL)
    right = rights[0]
    whole = right.tolerance == 0 and right.value.is_integer()
    wrong = [one for one in item.numbers if one.share <= 0 and one.feedback]
    mistakes = (
        Named(f"mistake_{place}", why=aim.text(one.feedback), value=_plain(one.value))
        for place, one in enumerate(wrong, 1)
    )
    return replace(
        question,
        kind=Kind.INTEGER if whole else Kind.NUMERIC,
        answer=_plain(right.value),
        tolerance="" if whole else _tolerance(right, item.tolerance),
        unit_of_answer=aim.text(item.unit) if item.unit else None,
        mistakes=tuple(mistakes),
    )


def _plain(value: float) -> int | float:
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _tolerance(right: Number, told: str) -> str:
    """As the text told it, where that is the tolerance."""
    if told.endswith("%"):
        same = abs(abs(right.value) * float(told[:-1]) / 100 - right.tolerance) <= 1e-6 * right.tolerance
        return told if same else number(right.tolerance)
    return number(right.tolerance)


def _short(question: Question, item: Item, aim: Aim, lose: Lose) -> Question:
    rights = [one.text for one in item.options if one.share >= _ALL]
    if not rights:
        raise Unfit(_NO_ANSWER)
    if any(0 < one.share < _ALL for one in item.options):
        lose(_PARTIAL)
    told: dict[str, list[str]] = {}
    for one in item.options:
        if one.share <= 0 and one.feedback:
            told.setdefault(one.feedback, []).append(one.text)
    sizes = _sizes(rights)
    if sizes is not None and all(_sizes(forms) is not None for forms in told.values()):
        mistakes = (
            Named(f"mistake_{place}", why=aim.text(why), value=list(_sizes(forms) or ()))
            for place, (why, forms) in enumerate(told.items(), 1)
        )
        return replace(question, kind=Kind.SHAPE, answer=list(sizes), mistakes=tuple(mistakes))
    mistakes = (
        Named(f"mistake_{place}", why=aim.text(why), accept=_different(forms))
        for place, (why, forms) in enumerate(told.items(), 1)
    )
    return replace(question, kind=Kind.TEXT, accept=_different(rights), mistakes=tuple(mistakes))


def _sizes(forms: Sequence[str]) -> tuple[int, ...] | None:
    """The shape that all of these spell, one of them with brackets."""
    try:
        shapes = {written.shape(form) for form in forms}
    except written.Unreadable:
        return None
    bracketed = any(form.strip().startswith(("(", "[")) for form in forms)
    return shapes.pop() if len(shapes) == 1 and bracketed else None


def _different(forms: Sequence[str]) -> tuple[str, ...]:
    """Without those that marking takes for the same."""
    kept: dict[str, str] = {}
    for form in forms:
        kept.setdefault(written.words(form), form)
    return tuple(kept.values())


def _ordering(question: Question, item: Item, aim: Aim, lose: Lose) -> Question:
    if len(item.options) < 2:
        raise Unfit(_FEW)
    return replace(question, kind=Kind.ORDERING, items=tuple(aim.text(one.text) for one in item.options))


def _matching(question: Question, item: Item, aim: Aim, lose: Lose) -> Question:
    pairs = tuple((aim.text(left), aim.text(right)) for left, right in item.pairs if left)
    extra = tuple(aim.text(right) for left, right in item.pairs if not left)
    if len({right for _, right in item.pairs}) < len(item.pairs):
        raise Unfit(_SAME_SIDES)
    if len(pairs) < 2:
        raise Unfit(_FEW)
    return replace(question, kind=Kind.MATCHING, pairs=pairs, extra=extra)


_FORMS: dict[Form, Reader] = {
    Form.SINGLE: _single,
    Form.MULTIPLE: _multiple,
    Form.NUMERIC: _numeric,
    Form.SHORT: _short,
    Form.ORDERING: _ordering,
    Form.MATCHING: _matching,
}
