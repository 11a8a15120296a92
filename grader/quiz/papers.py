"""Papers and answers as files: JSON with a `format`, and a message for everything that can be wrong with one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from grader.errors import UnreadableError
from grader.intake.formats import seems_page
from grader.jsonable import from_json, to_json
from grader.model import Text
from grader.quiz.model import AnswerSheet, Paper, Variant

T = TypeVar("T")

PRACTICE = "practice/"  # before the unit's name, in the name of a paper that is not graded
ANSWERS = "grader-answers/1"
_PAPER = "grader-paper/1"
_PRACTICE = "grader-practice/1"


@dataclass(frozen=True, slots=True)
class _Practice:
    papers: tuple[Paper, ...]


# --- practice --------------------------------------------------------------------------------------------------------


def with_keys(name: str, title: Text, variants: Sequence[Variant]) -> Paper:
    """A paper of these variants that everybody may look behind."""
    keys = {variant.asked.question: variant.key for variant in variants}
    return Paper(name, title, "", tuple(variant.asked for variant in variants), keys=keys)


# --- files -----------------------------------------------------------------------------------------------------------


def paper_text(paper: Paper) -> str:
    return _text(_PAPER, paper)


def practice_text(papers: Sequence[Paper]) -> str:
    return _text(_PRACTICE, _Practice(tuple(papers)))


def answers_text(sheet: AnswerSheet) -> str:
    return _text(ANSWERS, sheet)


def read_paper(path: Path) -> Paper:
    """Raises UnreadableError."""
    data = _bytes(path)
    if seems_page(data):
        raise UnreadableError(
            Text(
                f"{path} is a page: open it in a browser; what is read here is the paper that ends in .paper.json",
                f"{path}: 웹 페이지이므로 브라우저로 여십시오. 여기서는 .paper.json으로 끝나는 시험지를 읽습니다.",
            )
        )
    return _read(Paper, _PAPER, data, str(path), Text("a quiz paper", "퀴즈 시험지"))


def read_practice(path: Path) -> tuple[Paper, ...]:
    """Raises UnreadableError."""
    return _read(_Practice, _PRACTICE, _bytes(path), str(path), Text("practice questions", "연습 문항")).papers


def read_answers(data: bytes, file: str) -> AnswerSheet:
    """Raises UnreadableError."""
    return _read(AnswerSheet, ANSWERS, data, file, Text("an answer file", "답안 파일"))


def _text(form: str, value: object) -> str:
    data = to_json(value)
    assert isinstance(data, dict)
    return json.dumps({"format": form, **data}, ensure_ascii=False, indent=1) + "\n"


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UnreadableError(
            Text(f"{path} cannot be read: {why}", f"{path} 파일을 읽을 수 없습니다: {why}")
        ) from error


def _read(kind: type[T], form: str, data: bytes, file: str, what: Text) -> T:
    if not data.strip():
        raise UnreadableError(
            Text(
                f"`{file}` is empty. Save {what.en} once more, from the page or program where it was made.",
                f"`{file}` 파일이 비어 있습니다. {what.ko}을(를) 만든 화면이나 프로그램에서 다시 저장해 주세요.",
            )
        )
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _broken(file, what, f"byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise _broken(file, what, f"line {error.lineno}: {error.msg}") from None
    except RecursionError:
        raise _broken(file, what, "nested too deeply") from None
    except ValueError as error:  # a number of thousands of digits
        raise _broken(file, what, str(error)) from None
    given = found.pop("format", None) if isinstance(found, dict) else None
    if given != form:
        own = isinstance(given, str) and given.partition("/")[0] == form.partition("/")[0]
        newer = Text("it is of another version of the grader", "다른 버전의 grader에서 만든 파일입니다")
        other = Text(f"it is not {what.en}", f"{what.ko}이(가) 아닙니다")
        why = newer if own else other
        raise UnreadableError(Text(f"`{file}` cannot be used: {why.en}.", f"`{file}` 파일을 쓸 수 없습니다: {why.ko}."))
    try:
        return from_json(kind, found)
    except (ValueError, RecursionError) as error:
        raise _broken(file, what, str(error)) from None


def _broken(file: str, what: Text, why: str) -> UnreadableError:
    return UnreadableError(
        Text(
            f"`{file}` is damaged ({why[:200]}). Save {what.en} once more, and do not edit the file.",
            f"`{file}` 파일이 손상되었습니다({why[:200]}). {what.ko}을(를) 다시 저장하고, 파일을 직접 고치지 마세요.",
        )
    )
