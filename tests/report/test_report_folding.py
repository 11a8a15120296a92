from __future__ import annotations

import re
from dataclasses import replace

import pytest

from grader.model import LANGUAGES, Place, Text, Verdict
from grader.report.audience import Audience
from grader.report.folding import absent, fold, shared_causes
from grader.report.summary import summarise
from grader.report.terminal import render

from . import samples

MESSAGE, HINT = Text("Stopped after 10 seconds.", "10초 후 중단했습니다."), Text("A loop?", "반복문?")


def same(verdict: Verdict, n: int = 4, **fields: object):
    checks = [samples.check(str(i), Text.same(f"title {i}"), verdict, message=MESSAGE, hint=HINT) for i in range(n)]
    return [replace(check, **fields) for check in checks]


@pytest.mark.parametrize(
    "verdict", [Verdict.MISSING, Verdict.FORBIDDEN, Verdict.TIMEOUT, Verdict.ERROR, Verdict.SKIPPED]
)
def test_checks_that_say_the_same_are_one_group(verdict):
    checks = same(verdict)
    checks[1] = replace(checks[1], printed="step 1")  # what a program printed before its end may differ
    (group,) = fold(checks)
    assert len(group.checks) == 4 and group.max_points == 8 and group.printed == "step 1"


def test_what_differs_stays_apart():
    one, two, three, four = same(Verdict.ERROR)
    apart = [
        one,
        replace(two, place=Place("a.py", None, 3)),
        replace(three, hint=None),
        replace(four, picture=samples.loss_picture()),
    ]
    assert [len(group.checks) for group in fold(apart)] == [1, 1, 1, 1]
    assert len(fold(same(Verdict.PASS))) == 4


def test_groups_stand_where_their_first_check_stood():
    skipped, passed = same(Verdict.SKIPPED, 3), same(Verdict.PASS, 1)
    verdicts = [group.verdict for group in fold([skipped[0], *passed, *skipped[1:]])]
    assert verdicts == [Verdict.SKIPPED, Verdict.PASS]


def test_a_cause_is_shared_when_it_explains_several_groups():
    assert shared_causes(fold(samples.adam().checks))["no_bias_correction"].checks == 2
    assert not shared_causes(fold(samples.boxes().checks))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("beside", [0, 1])
def test_the_terminal_tells_it_once(language, beside):
    passed = [samples.check("ok", Text.same("fine"))] * beside
    report = samples.report("a", samples.task("u/t", Text.same("T"), *passed, *same(Verdict.TIMEOUT)))
    text = render(report, language=language, color=False, unicode=True, audience=Audience.STAFF)
    assert text.count(MESSAGE.get(language)) == text.count(HINT.get(language)) == 1
    assert re.search(r"4 checks|검사 4개", text)
    assert text.count("title") == (4 if beside else 0)  # which they were is news only beside others


def test_a_task_handed_in_by_nobody_lowers_no_mean():
    lacking = samples.task("u/t", Text.same("T"), *same(Verdict.MISSING))
    answered = samples.task("u/t", Text.same("T"), *same(Verdict.PASS))
    assert absent(lacking) and not absent(answered)
    (task,) = summarise([samples.report("a", lacking), samples.report("b", answered)]).tasks
    assert (task.mean, task.handed_in, task.reports, task.full_marks) == (8, 1, 2, 1)
    assert all((check.passed, check.judged) == (1, 1) for check in task.checks)
    (task,) = summarise([samples.report("a", lacking)]).tasks
    assert (task.mean, task.handed_in) == (0, 0) and len(task.checks) == 4
