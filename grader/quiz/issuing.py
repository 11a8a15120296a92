"""Issued papers: which questions under which name to whom, and the secret from which everybody's numbers come.

Both lie in the course's `.quiz/` (or where $GRADER_QUIZ says), which nobody hands out: whoever has the secret and the
bank can compute every paper and its key. `secret` is 32 bytes in hexadecimal, `<name>.json` is an `Issue`.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import random
import re
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from grader.errors import EnvironmentFault, UsageError
from grader.files import write_file
from grader.jsonable import from_json, to_json
from grader.model import Text
from grader.quiz.bank import Bank, lacking, module_file
from grader.quiz.model import Paper, Question, Variant
from grader.quiz.variants import Maker

_NAME = re.compile(r"[\w][\w.-]{0,60}")
_FORMAT = "grader-issue/1"


@dataclass(frozen=True, slots=True)
class Issue:
    """One quiz as it was given out."""

    name: str
    title: Text
    questions: tuple[str, ...]  # in the order of the paper
    students: tuple[str, ...]
    minutes: int | None
    reveal: bool  # whether students' reports show right answers
    lock: str  # a hash of the secret that the numbers come from
    papers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # student → fingerprints of their questions
    issued_at: str = ""  # ISO 8601, UTC

    def fingerprints(self, student: str) -> dict[str, str]:
        """Of each question, the variant that this student was given."""
        return dict(zip(self.questions, self.papers.get(student, ()), strict=False))


class QuizFolder:
    """Reads and writes the folder. Raises EnvironmentFault where it cannot."""

    def __init__(self, root: Path) -> None:
        self.path = Path(os.environ.get("GRADER_QUIZ") or root / ".quiz")

    def secret(self, *, create: bool = False) -> bytes:
        """Raises UsageError where there is none; with `create`, only where papers were issued with one that is lost."""
        file = self.path / "secret"
        try:
            if create and not file.exists() and not self._issued():
                _make_secret(file)
            secret = bytes.fromhex(file.read_text(encoding="ascii").strip())
        except FileNotFoundError:
            raise UsageError(self._no_secret()) from None
        except (OSError, ValueError) as error:
            raise _unusable(file, error) from error
        if len(secret) < 16:
            raise _unusable(file, ValueError("it is too short"))
        return secret

    def _no_secret(self) -> Text:
        if self._issued():
            return Text(
                f"the quiz secret in {self.path} is gone, and with it the numbers of the papers that were issued: bring it "
                "back from a backup; without it they cannot be marked",
                f"{self.path} 안의 퀴즈 비밀 값이 없어졌습니다. 이 값이 없으면 이미 나누어 준 시험지를 채점할 수 없으니 백업에서 "
                "되살리십시오.",
            )
        return Text(
            f"there is no quiz secret in {self.path}: papers were issued elsewhere; set GRADER_QUIZ to the folder that holds it",
            f"{self.path} 안에 퀴즈 비밀 값이 없습니다. 시험지를 만든 폴더를 GRADER_QUIZ로 지정하십시오.",
        )

    def _issued(self) -> list[Path]:
        return sorted(self.path.glob("*.json"))

    def issues(self) -> list[Issue]:
        """All of them, by name, but for files that are none or damaged: what asks for one of these by name is told."""
        found = []
        for file in self._issued():
            with suppress(EnvironmentFault):
                found.append(self._read(file))
        return found

    def issue(self, name: str) -> Issue:
        """Raises UsageError with near matches."""
        if self.has(name):
            return self._read(self.path / f"{name}.json")
        known = [path.stem for path in self._issued()]
        near = ", ".join(difflib.get_close_matches(name, known, n=3, cutoff=0.4) or known[:5])
        raise UsageError(
            Text(
                f"no quiz called {name!r} was issued here ({self.path})" + (f"; there is {near}" if near else ""),
                f"{name!r}: 여기서({self.path}) 만든 적이 없는 퀴즈입니다." + (f" 있는 퀴즈: {near}" if near else ""),
            )
        )

    def has(self, name: str) -> bool:
        return bool(_NAME.fullmatch(name)) and (self.path / f"{name}.json").is_file()

    def save(self, issue: Issue) -> None:
        data = to_json(issue)
        assert isinstance(data, dict)
        text = json.dumps({"format": _FORMAT, **data}, ensure_ascii=False, indent=1)
        write_file(self.path / f"{issue.name}.json", text + "\n", option="GRADER_QUIZ")

    def _read(self, file: Path) -> Issue:
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
            if data.pop("format", None) != _FORMAT:
                raise ValueError("it is of another version of the grader")
            return from_json(Issue, data)
        except (OSError, ValueError, AttributeError) as error:
            raise _unusable(file, error) from error


def _make_secret(file: Path) -> None:
    """Whole or not at all, and the first of several at once stays."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = file.with_name(f".secret.{os.getpid()}")
    with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
        opened.write(secrets.token_hex(32) + "\n")
    with suppress(FileExistsError):
        os.link(partial, file)
    partial.unlink()


def _unusable(file: Path, error: Exception) -> EnvironmentFault:
    why = getattr(error, "strerror", None) or error
    return EnvironmentFault(Text(f"{file} cannot be used: {why}", f"{file} 파일을 쓸 수 없습니다: {why}"))


# --- a quiz ----------------------------------------------------------------------------------------------------------


def new_issue(
    name: str,
    title: Text,
    bank: Bank,
    names: Sequence[str],
    *,
    count: int | None,
    students: Sequence[str],
    minutes: int | None,
    reveal: bool,
    secret: bytes,
    chosen: Sequence[str] = (),
) -> Issue:
    """A quiz of the questions named, without practice questions; of `count` of them, spread over topics, where fewer
    are wanted, or of those already `chosen` among them. The same secret, name and bank give the same choice. Raises
    UsageError."""
    if not _NAME.fullmatch(name):
        raise UsageError(
            Text(
                f"{name!r} cannot be a quiz's name: letters, digits, `-`, `_` and `.` can",
                f"{name!r}: 퀴즈 이름으로 쓸 수 없습니다. 글자, 숫자, `-`, `_`, `.`만 쓸 수 있습니다.",
            )
        )
    asked = [question for question in bank.select(names) if not question.practice]
    if not asked or (count is not None and count > len(asked)):
        raise UsageError(
            Text(
                f"there are {len(asked)} questions to ask in {', '.join(names)} (without those for practice)",
                f"{', '.join(names)}에서 낼 수 있는 문항은 {len(asked)}개입니다(연습 문항 제외).",
            )
        )
    for question in asked:
        for what, language in lacking(question):
            raise UsageError(
                Text(
                    f"{question.name} lacks its {what} in {language!r}: complete it, see `grader quiz lint`",
                    f"{question.name}: {what} 항목이 {language!r}로 쓰여 있지 않습니다. `grader quiz lint`를 보고 채우십시오.",
                )
            )
    if count == len(chosen) and set(chosen) <= {question.name for question in asked}:
        asked = [question for question in asked if question.name in chosen]
    elif count is not None:
        asked = _spread(asked, count, random.Random(_keyed(secret, "choice", name)))
    return Issue(
        name=name,
        title=title,
        questions=tuple(question.name for question in asked),
        students=tuple(students),
        minutes=minutes,
        reveal=reveal,
        lock=_lock(secret),
        issued_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def renewed(known: Issue, asked: Issue, bank: Bank, maker: Maker, secret: bytes) -> Issue:
    """The quiz as it was issued, with the students who have come since, and the title and visibility asked for now. Raises
    UsageError where it would be another quiz for anybody, EnvironmentFault with another secret."""
    for what in ("questions", "minutes"):
        if getattr(known, what) != getattr(asked, what):
            raise UsageError(
                Text(
                    f"a quiz {known.name!r} was issued already, with other {what}: give this one another --name",
                    f"{known.name!r} 퀴즈를 이미 만들었는데 {what} 값이 다릅니다. --name으로 다른 이름을 지정하십시오.",
                )
            )
    for student in known.papers:
        issued = known.fingerprints(student)
        for variant in variants_of(known, student, bank, maker, secret):
            if issued[variant.asked.question] != variant.asked.variant:
                raise UsageError(
                    Text(
                        f"{variant.asked.question} has changed since {known.name!r} was issued: give this quiz another --name",
                        f"{known.name!r} 퀴즈를 만든 뒤 {variant.asked.question} 문항이 바뀌었습니다. --name으로 다른 이름을 "
                        "지정하십시오.",
                    )
                )
    students = tuple(dict.fromkeys([*known.students, *asked.students]))
    return replace(known, students=students, title=asked.title, reveal=asked.reveal)


def _spread(questions: Sequence[Question], count: int, rng: random.Random) -> list[Question]:
    """`count` questions in their own order, of as many topics as there are."""
    by_topic: dict[tuple[str, str], list[Question]] = {}
    for question in questions:
        by_topic.setdefault((question.unit, question.topic), []).append(question)
    for same in by_topic.values():
        rng.shuffle(same)
    chosen: set[str] = set()
    while len(chosen) < count:
        topics = [same for same in by_topic.values() if same]
        for same in rng.sample(topics, min(len(topics), count - len(chosen))):
            chosen.add(same.pop().name)
    return [question for question in questions if question.name in chosen]


def variants_of(issue: Issue, student: str, bank: Bank, maker: Maker, secret: bytes) -> list[Variant]:
    """One student's variants, in the order of the paper. Raises UsageError for a question that is no longer there,
    EnvironmentFault for a secret that is not the one of this quiz."""
    check_lock(issue, secret)
    return [
        maker.variant(bank.question(name), _keyed(secret, "variant", issue.name, student, name))
        for name in issue.questions
    ]


def check_lock(issue: Issue, secret: bytes) -> None:
    """Raises EnvironmentFault for a secret that is not the one with which the quiz was issued."""
    if issue.lock != _lock(secret):
        raise EnvironmentFault(
            Text(
                f"the quiz {issue.name!r} was issued with another secret than the one that is here: bring the folder .quiz/ back "
                "from a backup, or set GRADER_QUIZ to the one from which it was issued",
                f"{issue.name!r} 퀴즈를 만든 비밀 값이 아닙니다. .quiz/ 폴더를 백업에서 되살리거나 퀴즈를 만든 폴더를 GRADER_QUIZ로 "
                "지정하십시오.",
            )
        )


def _lock(secret: bytes) -> str:
    return hashlib.blake2b(b"lock", key=secret[:64], digest_size=8).hexdigest()


def paper_of(issue: Issue, student: str, variants: Sequence[Variant], file: str = "") -> Paper:
    """What the student gets: no keys. Answers will be in a file of this name."""
    questions = tuple(variant.asked for variant in variants)
    return Paper(issue.name, issue.title, student, questions, issue.minutes, file=file)


def _keyed(secret: bytes, *parts: str) -> int:
    text = json.dumps(parts).encode()
    return int.from_bytes(hashlib.blake2b(text, key=secret[:64], digest_size=16).digest())


def question_hash(root: Path, question: Question) -> str:
    """Of all that the author of a question has written, and of the topic's functions, for runs that go on."""
    module = module_file(root, question.unit, question.topic)
    code = module.read_bytes() if module.is_file() else b""
    return hashlib.blake2b(repr(question).encode() + b"\0" + code, digest_size=8).hexdigest()
