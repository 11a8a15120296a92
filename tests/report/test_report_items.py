from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from grader.model import CheckResult, Problem, Report, TaskReport, Text, Verdict, Visibility
from grader.report.items import quizzes
from grader.report.terminal import render_items


def check(name: str, share: float, mistake: str | None = None, verdict: Verdict | None = None) -> CheckResult:
    found = verdict or (Verdict.PASS if share == 1 else Verdict.FAIL)
    named = f"{name}:{mistake}" if mistake else None
    return CheckResult(
        name,
        Text.same(name),
        Visibility.HIDDEN,
        found,
        2 * share,
        2,
        misconception=named,
        explanation=Text.same("so") if named else None,
    )


def report(student: str, *checks: CheckResult) -> Report:
    score = sum(one.points for one in checks)
    most = sum(one.max_points for one in checks)
    task = TaskReport("quiz/q", Text.same("Q"), score, most, checks)
    return Report(student, "", score, most, (task,))


def of_shares(rows: np.ndarray) -> list[Report]:
    return [report(f"s{i}", *(check(f"q{j}", share) for j, share in enumerate(row))) for i, row in enumerate(rows)]


def test_difficulty_discrimination_and_reliability_are_those_of_the_books() -> None:
    rows = np.random.default_rng(1).integers(0, 3, size=(40, 5)) / 2
    (quiz,) = quizzes(of_shares(rows))
    for j, item in enumerate(quiz.items):
        rest = np.delete(rows, j, axis=1).sum(1)
        assert item.difficulty == pytest.approx(rows[:, j].mean())
        assert item.discrimination == pytest.approx(np.corrcoef(rows[:, j], rest)[0, 1])
    covariance = np.cov(rows.T)
    alpha = 5 / 4 * (1 - np.trace(covariance) / covariance.sum())
    assert quiz.reliability == pytest.approx(alpha)


def test_a_key_that_is_wrong_shows() -> None:
    skill = np.linspace(0, 1, 30)
    rows = np.stack([skill > 0.2, skill > 0.4, skill > 0.6, skill < 0.5], axis=1).astype(float)
    (quiz,) = quizzes(of_shares(rows))
    assert quiz.items[3].flag == "item_reversed" and [item.flag for item in quiz.items[:3]] == ["", "", ""]


def test_mistakes_are_counted_the_most_frequent_first() -> None:
    reports = [report(f"a{i}", check("q", 0, "sign")) for i in range(3)]
    reports += [report(f"b{i}", check("q", 0, "unit")) for i in range(5)]
    reports += [report("c", check("q", 0)), report("d", check("q", 0, verdict=Verdict.MISSING), check("r", 1))]
    reports += [report("e", check("q", 1)), report("f", check("q", 1, verdict=Verdict.INTERNAL))]
    item = quizzes(reports)[0].items[0]
    assert [(one.name, one.students) for one in item.distractors] == [("unit", 5), ("sign", 3)]
    assert (item.students, item.right, item.open, item.other) == (11, 1, 1, 1)


def test_who_handed_nothing_in_counts_for_no_question() -> None:
    absent = report("x", check("q", 0, verdict=Verdict.MISSING))
    assert quizzes([absent]) == () and quizzes([absent, report("y", check("q", 1))])[0].students == 1


def test_few_students_and_equal_ones_have_no_discrimination() -> None:
    assert quizzes(of_shares(np.eye(4)))[0].items[0].discrimination is None
    assert quizzes(of_shares(np.ones((20, 3))))[0].items[0].discrimination is None
    assert quizzes(of_shares(np.ones((20, 3))))[0].reliability is None


def test_papers_that_were_not_marked_and_our_own_faults_say_nothing_of_questions() -> None:
    refused = report("x", check("q", 0), check("r", 0))
    (task,) = refused.tasks
    refused = replace(refused, tasks=(replace(task, problems=(Problem("quiz-of-another", Text.same("!")),)),))
    fault = report("y", check("q", 1, verdict=Verdict.INTERNAL), check("r", 1))
    (quiz,) = quizzes([refused, fault, report("z", check("q", 1), check("r", 1))])
    assert [(item.students, item.difficulty) for item in quiz.items] == [(1, 1), (2, 1)]


def test_few_students_raise_no_flag() -> None:
    assert [item.flag for item in quizzes([report("x", check("q", 0), check("r", 1))])[0].items] == ["", ""]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_terminal_tells_it_in_its_width(language: str) -> None:
    reports = [
        report(f"a{i}", check("a/rather_long_name/of_a_question", i % 2, None if i % 2 else "sign")) for i in range(20)
    ]
    text = render_items(quizzes(reports), language=language, width=60, color=False, unicode=True)  # type: ignore[arg-type]
    assert "50%" in text and "10  sign" in text
    assert all(len(line) <= 60 for line in text.splitlines())
    assert render_items((), language=language, width=60, color=False, unicode=True).strip()  # type: ignore[arg-type]
