"""A question as text for a terminal."""

from __future__ import annotations

from grader.model import Language, Text
from grader.quiz.marking import mark, right_answer, said, shown
from grader.quiz.model import Asked, Kind, Variant
from grader.report.console import Console

_HOW = {
    Kind.SINGLE: Text("Answer with one letter.", "기호 하나로 답하십시오."),
    Kind.MULTIPLE: Text(
        "Answer with the letters of all that are right, with spaces between. Wrong ones take points away.",
        "옳은 것의 기호를 모두 띄어 쓰십시오. 틀린 것을 고르면 점수가 깎입니다.",
    ),
    Kind.TRUE_FALSE: Text(
        "Answer with `true` or `false`, a space, and the letter of the reason.",
        "`참` 또는 `거짓`을 쓰고 한 칸 띄어 이유의 기호를 쓰십시오.",
    ),
    Kind.NUMERIC: Text("Answer with a number.", "숫자로 답하십시오."),
    Kind.INTEGER: Text("Answer with a whole number.", "정수로 답하십시오."),
    Kind.SHAPE: Text(
        "Answer with whole numbers in order, such as `(7, 5, 3)`.", "정수를 `(7, 5, 3)`처럼 순서대로 쓰십시오."
    ),
    Kind.TEXT: Text("Answer with a word or a few.", "한 낱말이나 몇 낱말로 답하십시오."),
    Kind.ORDERING: Text(
        "Answer with all letters in order, such as `c a b`.", "기호를 순서대로 모두 쓰십시오(예: `c a b`)."
    ),
    Kind.MATCHING: Text(
        "Answer with one letter for each number in turn, such as `b a`; `-` for none.",
        "번호 순서대로 기호를 하나씩 쓰십시오(예: `b a`). 없으면 `-`를 씁니다.",
    ),
    Kind.CODE: Text("Answer with what belongs in the blank, on one line.", "빈칸에 들어갈 코드를 한 줄로 쓰십시오."),
}


def render_question(asked: Asked, number: int, count: int, language: Language, console: Console) -> str:
    """All that a student sees of a question."""
    lines = [_head(asked, number, count, language), *_wrapped(asked.text.get(language), console)]
    if asked.code:
        lines += ["", *_verbatim(asked.code, console)]
    if asked.figure_in_words is not None:
        lines += ["", *_verbatim(asked.figure_in_words.get(language), console)]
    if asked.prompts:
        lines.append("")
    for place, prompt in enumerate(asked.prompts, 1):
        lines += _wrapped(prompt.get(language), console, f"  {place}. ")
    if asked.choices:
        lines.append("")
    for choice in asked.choices:
        lines += _wrapped(choice.text.get(language), console, f"  {choice.letter}) ")
    return "\n".join([*lines, "", *_wrapped(how(asked, language), console)])


def how(asked: Asked, language: Language) -> str:
    """In which form the answer is wanted."""
    told = [_HOW[asked.kind].get(language)]
    if asked.unit is not None:
        unit = asked.unit.get(language)
        told.append(Text(f"The unit is {unit}.", f"단위는 {unit}입니다.").get(language))
    if asked.tolerance and asked.kind is Kind.NUMERIC:
        within = Text(
            f"An answer within ±{asked.tolerance} counts as right.", f"오차 ±{asked.tolerance}까지 맞는 답으로 봅니다."
        )
        told.append(within.get(language))
    return " ".join(told)


def render_key(variant: Variant, language: Language, console: Console) -> str:
    """The right answer, why, and the mistakes."""
    lines = _wrapped(right_answer(variant).get(language), console, "  = ")
    lines += _wrapped(variant.key.why.get(language), console, "    ")
    for mistake in variant.key.mistakes:
        answers = ", ".join(
            said(variant.asked, shown(variant.asked, answer)).get(language) for answer in mistake.answers
        )
        lines += _wrapped(f"{answers} [{mistake.name}] {mistake.why.get(language)}", console, "  x ")
    return "\n".join([*lines, ""])


def render_feedback(variant: Variant, answer: str, language: Language, console: Console) -> str:
    """What to say of an answer at once, where it may be said."""
    found = mark(variant, answer)
    if found.share == 1:
        head = Text("Right.", "맞았습니다.")
    elif found.share > 0:
        head = Text("Right in part.", "일부만 맞았습니다.")
    else:
        head = Text("Not right.", "틀렸습니다.")
    lines = _wrapped(head.get(language), console)
    for text in (found.note, found.mistake.why if found.mistake is not None else None):
        lines += _wrapped(text.get(language), console, "  ") if text is not None else []
    lines += _wrapped(right_answer(variant).get(language), console, "  = ") if found.share < 1 else []
    return "\n".join([*lines, *_wrapped(variant.key.why.get(language), console, "    ")])


def _head(asked: Asked, number: int, count: int, language: Language) -> str:
    points = f"{asked.points:g} {'point' if asked.points == 1 else 'points'}"
    told = Text(f"Question {number} of {count}  ({points})", f"문항 {number}/{count}  ({asked.points:g}점)")
    return told.get(language)


def _verbatim(text: str, console: Console) -> list[str]:
    """Lines as they are; those that are too long for the console go on below."""
    lines = [part for line in text.split("\n") for part in console.wrap(console.clean(line), console.width - 4)]
    return [f"    {line}" for line in lines]


def _wrapped(text: str, console: Console, first: str = "") -> list[str]:
    """`first` stands before the first line, and the others are as far in."""
    lines = console.wrap(console.clean(text), console.width - len(first))
    return [f"{first if place == 0 else ' ' * len(first)}{line}".rstrip() for place, line in enumerate(lines)]
