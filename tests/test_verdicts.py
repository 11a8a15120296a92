from __future__ import annotations

from pathlib import Path

import pytest

from grader import verdicts
from grader.checks.observation import Unfit
from grader.model import CheckText, Task, Text, Visibility
from grader.sandbox.jobs import EXIT_CODE, SIGNAL, Outcome, Status

CHECK = CheckText("check", Text.same("title"), Text.same("hint"), points=1, visibility=Visibility.PUBLIC, needs=())
TASK = Task("unit", "task", Text.same("title"), catalogue=(), symbols=(), checks=(CHECK,), folder=Path(), order=0)


@pytest.mark.parametrize(
    ("outcome", "en", "ko"),
    [
        (Outcome("check", Status.ENDED, error=EXIT_CODE, message="3"), "(exit code 3)", "(종료 코드 3)"),
        (Outcome("check", Status.ENDED, error=SIGNAL, message="11"), "(signal 11)", "(시그널 11)"),
        (
            Outcome("check", Status.UNOBSERVABLE, error=Unfit.TYPE, message="object", path="steps[1]"),
            "`steps[1]` is of type `object`.",
            "`steps[1]`: 비교할 수 없는 값입니다 (`object` 형의 객체).",
        ),
        (
            Outcome("check", Status.UNOBSERVABLE, error=Unfit.KEY, message="tuple"),
            "The result is a dict with a key of type `tuple`.",
            "결과: 비교할 수 없는 값입니다 (`tuple` 형의 키가 있는 dict).",
        ),
    ],
)
def test_what_stopped_a_check_is_told_in_both_languages(outcome: Outcome, en: str, ko: str) -> None:
    message = verdicts.stopped(CHECK, outcome, TASK).message
    assert message is not None
    assert en in message.en and ko in message.ko


@pytest.mark.parametrize("why", Unfit)
def test_every_reason_for_not_being_an_observation_has_words(why: Unfit) -> None:
    told = why.told("float64")
    assert told.en != told.ko and "{" not in told.en + told.ko
