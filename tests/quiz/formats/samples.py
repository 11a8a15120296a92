"""Questions of every kind with hostile texts, drawn from a seed; and what of them must come back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

from grader.model import Language, Text
from grader.quiz import written
from grader.quiz.model import Kind, Option, Question, Variant
from grader.quiz.variants import Maker

UNIT, TOPIC = "optimizers", "momentum"
_PIECES = [
    *"{}~=#:\\->*_`$<>&|\"'.!+()[]^%@/1a한글 \n",
    *(
        "->",
        "--",
        "...",
        "  ",
        "\n\n",
        "####",
        "::",
        "//",
        "<T>",
        "</T>",
        "<b>",
        "&lt;",
        "&&058;",
        "<!-- a -->",
        "~~~",
        "===",
    ),
    *(
        "`x_y * z`",
        "` a`",
        "`a`",
        "`List<T>`",
        "__init__",
        "* ",
        "# ",
        "1. ",
        "2) ",
        "- ",
        "[^1]",
        "|---|",
        "$a$",
        "\\SI{1}{m}",
    ),
    *(
        "\\n",
        "\\",
        "\\{",
        "[html]",
        "[1, 2]",
        "=%50%",
        "~%-50%",
        "END_GROUP",
        "GROUP",
        "```",
        "COMMENT",
        "%",
        "![a](b)",
        "e.g. ",
    ),
    *(
        "True: ",
        "T",
        "100%",
        "μ ≤ √2",
        "모멘텀은 ",
        "word ",
        "http://a.b/c_d",
        "..",
        "@@PLUGINFILE@@",
        "]]>",
        "$CATEGORY: ",
    ),
]
_SHORT = [*"abcxyz019한글 -._*~={}#:\\<&>$%'\"", "모멘텀", "weight decay", "Adam"]


def text(rng: Random, pieces: int = 14) -> str:
    """As the bank has texts: no spaces at line ends, one blank line at most."""
    drawn = "".join(rng.choice(_PIECES) for _ in range(rng.randint(1, pieces)))
    lines = "\n".join(line.rstrip() for line in drawn.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip() or "x"


def different(rng: Random, count: int, draw: Callable[[Random], str] = text) -> list[str]:
    found: dict[str, str] = {}
    while len(found) < count:
        drawn = draw(rng)
        found.setdefault(drawn.casefold(), drawn)
    return list(found.values())


def short(rng: Random) -> str:
    """A word that is no number and no shape, and not what GIFT takes for a matching."""
    return " ".join(("w" + "".join(rng.choice(_SHORT) for _ in range(rng.randint(1, 6)))).replace("->", "").split())


def question(kind: Kind, rng: Random) -> Question:
    """The texts of both languages differ."""

    def say() -> Text:
        return Text(text(rng), text(rng))

    def both(count: int) -> list[Text]:
        return [Text(*pair) for pair in zip(different(rng, count), different(rng, count), strict=True)]

    def wrong(texts: Sequence[Text]) -> tuple[Option, ...]:
        return tuple(Option(f"w{place}", one, say()) for place, one in enumerate(texts))

    code = rng.choice(["", 'for x in range(3):\n    print(f"{x}")\n\n~ = # ["<T>"] ``` \\n'])
    fields: dict[str, Any] = {}
    if kind in (Kind.SINGLE, Kind.TRUE_FALSE):
        options = both(4)
        fields = {"right": (options[0],), "wrong": wrong(options[1:])}
        fields["answer"] = rng.random() < 0.5 if kind is Kind.TRUE_FALSE else None
    elif kind is Kind.MULTIPLE:
        options = both(5)
        count = rng.randint(1, 4)
        fields = {"right": tuple(options[:count]), "wrong": wrong(options[count:])}
    elif kind is Kind.NUMERIC:
        value = round(rng.uniform(-500, 500), 4)
        fields = {"answer": value, "tolerance": rng.choice(["1%", "0.5%", "0.05"])}
        fields["unit_of_answer"] = rng.choice([None, Text("MB", "메가바이트"), Text.same("µs / step")])
        fields["mistakes"] = tuple(Option(f"m{n}", None, say(), value=round(value + 50 * n, 4)) for n in (1, 2))
    elif kind is Kind.INTEGER:
        value = rng.randint(1, 10 ** rng.randint(1, 12))
        fields = {"answer": value, "unit_of_answer": rng.choice([None, Text("layers", "개")])}
        fields["mistakes"] = tuple(Option(f"m{n}", None, say(), value=value + n) for n in (1, 2))
    elif kind is Kind.SHAPE:
        sizes = [rng.randint(1, 512) for _ in range(rng.randint(1, 4))]
        fields = {"answer": sizes, "mistakes": (Option("m", None, say(), value=[*sizes, 1]),)}
    elif kind is Kind.TEXT:
        first, second, third = [
            word for word in {written.words(word): word for word in different(rng, 9, short)}.values()
        ][:3]
        fields = {"accept": (first, second), "mistakes": (Option("m", None, say(), accept=(third,)),)}
    elif kind is Kind.ORDERING:
        fields = {"items": tuple(both(4))}
    elif kind is Kind.MATCHING:
        rights = both(5)
        fields = {"pairs": tuple(zip(both(3), rights[:3], strict=True)), "extra": tuple(rights[3:])}
    return Question(UNIT, TOPIC, f"q_{kind.value}", ("A2",), kind, say(), say(), code=code, **fields)


def variant(one: Question, seed: int = 1) -> Variant:
    return Maker(Path("nowhere")).variant(one, seed)


def content(one: Question, language: Language) -> dict[str, Any]:
    """What a format that holds the whole question gives back."""

    def said(told: Text | None) -> str:
        return told.get(language) if told is not None else ""

    accept = {written.words(form) for form in one.accept}
    return {
        "kind": one.kind,
        "text": said(one.text),
        "why": said(one.why),
        "code": one.code,
        "points": one.points,
        "right": {said(right) for right in one.right},
        "wrong": {said(wrong.text): said(wrong.why) for wrong in one.wrong},
        "mistakes": {
            str(mistake.value if not mistake.accept else sorted(map(written.words, mistake.accept))): said(mistake.why)
            for mistake in one.mistakes
        },
        "answer": one.answer,
        "tolerance": one.tolerance,
        "unit": said(one.unit_of_answer),
        "accept": accept,
        "items": [said(item) for item in one.items],
        "pairs": {(said(left), said(right)) for left, right in one.pairs},
        "extra": {said(extra) for extra in one.extra},
    }
