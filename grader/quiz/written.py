"""What a student wrote, read as an answer: numbers as people write them, shapes, words, letters.

Everything is generous about the form (full-width digits, decimal commas, `1.2 × 10^-3`, `torch.Size([2, 3])`) and says how
it was read; what cannot be read is `Unreadable`, with a sentence that says what is expected.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from grader.model import Text
from grader.quiz.model import Asked, Kind

LONGEST = 500  # characters of an answer that are read
_MOST_DIGITS = 2000  # of a power, before it is worked out

_NUMBER = re.compile(
    r"""(?P<sign>[+-]?)\s*
    (?P<digits>\d{1,3}(?:[ '_]\d{3})+(?:[.,]\d+)?|\d[\d.,]*|[.,]\d+)
    (?:\s*(?:\^|\*\*)\s*\(?(?P<power>[+-]?\d{1,4})\)?)?
    (?:\s*/\s*(?P<below>\d+(?:[.,]\d+)?))?
    (?:\s*(?:[eE]|[x*·]?\s*10\s*(?:\^|\*\*))\s*\(?(?P<exponent>[+-]?\d{1,3})\)?(?![\d.,]))?
    \s*(?P<rest>.*)""",
    re.VERBOSE | re.DOTALL,
)
_SUPERSCRIPT = re.compile(r"[⁺⁻]?[⁰¹²³⁴-⁹]+")
_SIGNS = str.maketrans({"−": "-", "–": "-", "—": "-", "×": "x", "⁄": "/"})
# What may stand before a number: `x = 4`, `~ 4`, `about 4`.
_BEFORE = re.compile(r"^[^\d=≈!<>]*[=≈]\s*|^~\s*|^(?:about|approximately|approx\.?|약|대략)\s*", re.IGNORECASE)
_PERCENT = re.compile(r"(?:percent|per cent|퍼센트|프로)$", re.IGNORECASE)
_JUDGEMENT = re.compile(r"(?P<head>[^\W\d_]+?)(?:입니다|이다|임)?(?:[\s:.,;]+(?P<reason>.*))?")
_THOUSANDS = re.compile(
    r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?|[1-9]\d{0,2}(?:\.\d{3}){2,}(?:,\d*)?|[1-9]\d{0,2}(?:\.\d{3})+,\d*"
)
_ONE_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")  # 1,234: a thousand or a little more than one
# What may follow a number and changes it: it is to be written out.
_SCALES = re.compile(
    r"(?:k|m|g|t|b|e|ki|mi|gi)(?![^\W\d_])|(?:k|m|g|t)i?b\b|(?:k|m|g|t)(?=[가-힣])|[^\W\d_가-힣]$"
    r"|(?:dozen|hundred|thousand|[mbtr]{1,2}illion|kilo|mega|giga|tera"
    r"|thirds?|hal(?:f|ves)|quarters?|squared|cubed|and )|백만|십만|십|백|천|만|억|조",
    re.IGNORECASE,
)
_TRUE = {"true", "t", "o", "yes", "참", "맞다", "맞음", "예"}
_FALSE = {"false", "f", "x", "no", "거짓", "틀리다", "틀림", "아니오"}


class Unreadable(ValueError):
    """An answer that is none of the kind asked for; `text` says what is."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


@dataclass(frozen=True, slots=True)
class Number:
    """The numbers that what was written may mean, the likeliest first, and what to say about how it was read."""

    values: tuple[Fraction, ...]  # exact: 8.3e6 is the whole number that it says
    note: Text | None = None


def normal(raw: str) -> str:
    """One line, composed, full-width characters as ordinary ones."""
    text = _SUPERSCRIPT.sub(lambda found: f"^{found[0]}", raw[:LONGEST])  # composed, 10² would be 102
    text = re.sub(r"(?<=\d)(?=[¼-¾⅐-⅞])", " ", text)  # and 1½ would be 11/2
    text = re.sub(r"[₀-₉]", "?", text)  # and 5₂ would be 52
    text = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return " ".join(text.split())


def number(raw: str, unit: Text | None) -> Number:
    """Raises Unreadable, and for a wrong unit too."""
    text = normal(raw)
    found = _NUMBER.fullmatch(_BEFORE.sub("", _unwrapped(text)))
    if found is None:
        raise Unreadable(
            Text(
                f"`{raw[:40]}` is no number; write one such as `0.25`, `1e-3` or `3/4`.",
                f"`{raw[:40]}`: 숫자가 아닙니다. `0.25`, `1e-3`, `3/4`처럼 숫자로 쓰십시오.",
            )
        )
    try:
        values, note = _values(found["digits"])
        below = _values(found["below"])[0][0] if found["below"] else Fraction(1)
        power, exponent = int(found["power"] or 1), int(found["exponent"] or 0)
        if found["below"] and found["exponent"]:  # 1/2e3 may be 500 or 0.0005
            raise ValueError
        if abs(power) * len(found["digits"]) > _MOST_DIGITS:
            raise OverflowError
        factor = (-1 if found["sign"] == "-" else 1) * Fraction(10) ** exponent
        values = tuple(factor * value**power / below for value in values)
        for value in values:
            float(value)  # is it one?
    except (ValueError, OverflowError, ZeroDivisionError):
        raise Unreadable(
            Text(f"`{raw[:40]}` cannot be read as a number.", f"`{raw[:40]}`: 숫자로 읽을 수 없습니다.")
        ) from None
    values = _in_unit(values, found["rest"], unit, raw)
    if text != raw.strip() and note is None and any("０" <= one <= "９" for one in raw):
        note = Text(f"Full-width digits were read as `{text}`.", f"전각 숫자를 `{text}`(으)로 읽었습니다.")
    return Number(values, note)


def _unwrapped(text: str) -> str:
    return text[1:-1].strip() if text.startswith("(") and text.endswith(")") and text.count("(") == 1 else text


def _values(digits: str) -> tuple[tuple[Fraction, ...], Text | None]:
    plain = re.sub(r"[ '_]", "", digits)
    if _ONE_GROUP.fullmatch(plain):
        whole, decimal = plain.replace(",", ""), plain.replace(",", ".")
        note = Text(
            f"`{digits}` may be {whole} or {decimal}: either was accepted.",
            f"`{digits}`: {whole} 또는 {decimal}(으)로 읽을 수 있어 어느 쪽이든 인정했습니다.",
        )
        return (Fraction(whole), Fraction(decimal)), note
    if _THOUSANDS.fullmatch(plain):
        first = next(character for character in plain if character in ",.")  # what parts thousands comes first
        return (_fraction(plain.replace(first, "").replace(",", ".")),), None
    if plain.count(",") == 1 and "." not in plain:
        read = plain.replace(",", ".")
        return (_fraction(read),), Text(
            f"The comma in `{digits}` was read as a decimal point.", f"`{digits}`의 쉼표를 소수점으로 읽었습니다."
        )
    return (_fraction(plain),), None


def _fraction(plain: str) -> Fraction:
    return Fraction(plain.removesuffix("."))


def _in_unit(values: tuple[Fraction, ...], rest: str, unit: Text | None, raw: str) -> tuple[Fraction, ...]:
    """The values, where what follows the number is the unit asked for, or nothing."""
    rest = _PERCENT.sub("%", rest.strip(" ."))
    asked = {_bare(unit.en), _bare(unit.ko)} if unit is not None else set()
    if not rest or _bare(rest) in asked:
        return values
    if unit is None and rest == "%":
        return tuple(value / 100 for value in values)
    if unit is None and not _SCALES.match(rest) and re.fullmatch(r"[^\W\d_][^\W\d]*(?: [^\W\d]+)*", rest):
        return values  # 12 layers, 12개
    if unit is not None:
        raise Unreadable(
            Text(
                f"The unit asked for is `{unit.en}`, and `{raw[:40]}` is in `{rest[:20]}`: convert it, or leave the unit out.",
                f"요구한 단위는 `{unit.ko}`인데 `{raw[:40]}`의 단위는 `{rest[:20]}`입니다. 환산하거나 단위를 빼고 쓰십시오.",
            )
        )
    raise Unreadable(
        Text(
            f"`{rest[:20]}` after the number in `{raw[:40]}` was not understood: write the whole number in digits alone.",
            f"`{raw[:40]}`에서 숫자 뒤의 `{rest[:20]}`을(를) 이해하지 못했습니다. 숫자만으로 쓰십시오.",
        )
    )


def _bare(unit: str) -> str:
    return re.sub(r"[\s.]", "", normal(unit)).casefold().removesuffix("s")


def shape(raw: str) -> tuple[int, ...]:
    """`(1, 64, 56, 56)`, `[1,64,56,56]`, `1x64x56x56`, `torch.Size([...])`. Raises Unreadable."""
    text = re.sub(r"^(torch\.)?size\b", "", normal(raw).lower()).strip(" ()[]{}")
    parts = [part for part in re.split(r"[\s,x*]+", text) if part]
    if not parts or not all(re.fullmatch(r"-?\d{1,18}", part) for part in parts):
        raise Unreadable(
            Text(
                f"`{raw[:40]}` is no list of whole numbers; write one such as `(1, 64, 56, 56)`.",
                f"`{raw[:40]}`: 정수 목록이 아닙니다. `(1, 64, 56, 56)`처럼 쓰십시오.",
            )
        )
    return tuple(map(int, parts))


def words(raw: str) -> str:
    """Words for comparison: without case, spaces, hyphens, quotes and articles."""
    text = normal(raw).casefold().strip(" .")
    text = re.sub(r"^(the|an|a) ", "", text)
    return re.sub(r"[\s\-_'\"`.,()]+", "", text)


def letters(raw: str, known: Sequence[str]) -> list[str]:
    """The letters in the order written; `-` stays. Raises Unreadable for one that is not `known`."""
    text = normal(raw).lower().replace("->", " ").replace("→", " ")
    found = re.findall(r"[^\W\d_]|-", text)
    joined = re.fullmatch(r"[\s,;()>.\-]*(?:[^\W\d_][\s,;()>.\-]*)*", text) is not None
    if not joined or not found or any(one not in known and one != "-" for one in found):
        listed = ", ".join(known)
        raise Unreadable(
            Text(
                f"`{raw[:40]}` names no options; write letters of {listed}.",
                f"`{raw[:40]}`: 선택지 기호가 아닙니다. 다음 기호로 쓰십시오: {listed}",
            )
        )
    return found


def judgement(raw: str, known: Sequence[str]) -> tuple[bool, str | None]:
    """`true b` → (True, 'b'); the reason may be missing. Raises Unreadable."""
    found = _JUDGEMENT.fullmatch(normal(raw).lower())
    head, tail = (found["head"], found["reason"] or "") if found is not None else ("", "")
    reasons = letters(tail, known) if tail.strip() else []
    if head not in _TRUE | _FALSE or len(reasons) > 1:
        raise Unreadable(
            Text(
                f"`{raw[:40]}` is no judgement with one reason; write `true` or `false`, and the letter of the reason.",
                f"`{raw[:40]}`: 참 또는 거짓과 이유의 기호를 쓰십시오(예: `true b`, `거짓 a`).",
            )
        )
    return head in _TRUE, (reasons[0] if reasons else None)


def one_letter(raw: str, known: Sequence[str]) -> str:
    """Raises Unreadable for none and for several."""
    found = letters(raw, known)
    if len(found) != 1 or found == ["-"]:
        raise Unreadable(Text("One option is asked for.", "하나만 골라야 합니다."))
    return found[0]


def order(raw: str, known: Sequence[str]) -> list[str]:
    """All letters, each once. Raises Unreadable."""
    found = letters(raw, known)
    if sorted(found) != sorted(known):
        raise Unreadable(
            Text("Every letter is asked for once, first to last.", "모든 기호를 처음부터 끝까지 한 번씩 써야 합니다.")
        )
    return found


def one_each(raw: str, known: Sequence[str], count: int) -> list[str]:
    """So many letters. Raises Unreadable."""
    found = letters(raw, known)
    if len(found) != count:
        raise Unreadable(
            Text(
                f"{count} letters are asked for, one for each item, `-` for none.",
                f"항목마다 하나씩 기호 {count}개를 써야 합니다. 없으면 `-`를 씁니다.",
            )
        )
    return found


def check_form(asked: Asked, raw: str) -> Text | None:
    """What to tell somebody who has just written this, before it is marked: None where it has the form asked for.

    Tells nothing of the key: only what can be read.
    """
    try:
        _FORMS[asked.kind](asked, raw, [choice.letter for choice in asked.choices])
    except Unreadable as unreadable:
        return unreadable.text
    return None


_FORMS: dict[Kind, Callable[[Asked, str, Sequence[str]], object]] = {
    Kind.SINGLE: lambda asked, raw, known: one_letter(raw, known),
    Kind.MULTIPLE: lambda asked, raw, known: letters(raw, known),
    Kind.TRUE_FALSE: lambda asked, raw, known: judgement(raw, known),
    Kind.NUMERIC: lambda asked, raw, known: number(raw, asked.unit),
    Kind.INTEGER: lambda asked, raw, known: number(raw, asked.unit),
    Kind.SHAPE: lambda asked, raw, known: shape(raw),
    Kind.TEXT: lambda asked, raw, known: None,
    Kind.ORDERING: lambda asked, raw, known: order(raw, known),
    Kind.MATCHING: lambda asked, raw, known: one_each(raw, known, len(asked.prompts)),
    Kind.CODE: lambda asked, raw, known: None,
}
