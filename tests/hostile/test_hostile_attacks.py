"""Every attack of attacks/ earns what its docstring says, and has none of the effects in effects.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus import Attack, attacks
from grading import Examiner

from grader.model import TaskReport

ATTACKS = list(attacks())
CASES = [pytest.param(attack, task, id=f"{attack.name}-{task}") for attack in ATTACKS for task in attack.tasks]


@pytest.mark.parametrize(("attack", "task"), CASES)
def test_an_attack_earns_what_it_must_and_harms_nobody(
    attack: Attack, task: str, examiner: Examiner, tmp_path: Path
) -> None:
    report = examiner.attacked(attack, task, tmp_path)
    if attack.earns == "nothing":
        assert report.score == 0, earned(report)
        assert report.checks[0].verdict in attack.verdicts, report.checks[0]
    elif attack.earns.startswith("at most "):
        alone = examiner.alone(attack.earns.removeprefix("at most "), tmp_path)
        assert all(now.points <= then.points for now, then in zip(report.checks, alone.checks, strict=True)), earned(
            report
        )
    else:
        assert earned(report) == earned(examiner.alone(attack.earns, tmp_path))
    printed = "\n".join(check.printed for check in report.checks)
    assert attack.printed in printed
    if attack.printed.startswith("refused: "):
        assert "went through: " not in printed


def earned(report: TaskReport) -> dict[str, tuple[str, float]]:
    return {check.check: (check.verdict.value, check.points) for check in report.checks}


def test_wrong_code_earns_some_points_and_right_code_all(examiner: Examiner, tmp_path: Path) -> None:
    wrong, right = (examiner.alone(word, tmp_path) for word in ("wrong", "right"))
    assert 0 < wrong.score < right.score == right.max_score


def test_every_attack_is_another_one() -> None:
    assert len(ATTACKS) >= 160
    assert len({attack.what for attack in ATTACKS}) == len(ATTACKS)
