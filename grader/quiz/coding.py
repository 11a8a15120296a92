"""Questions with a blank in a program: the answer is put in, and the task's own checks judge it in the sandbox."""

from __future__ import annotations

import tempfile
from pathlib import Path

from grader import intake, pipeline
from grader.catalog import Catalog
from grader.model import CheckResult, Text, Verdict
from grader.oracle import Oracle
from grader.pipeline import Runner
from grader.quiz.marking import Mark, OurFault
from grader.quiz.model import Mistake, Variant
from grader.quiz.variants import filled


def mark(variant: Variant, answer: str, *, catalog: Catalog, worker: Runner | None, oracle: Oracle) -> Mark:
    """Full marks where every check of the task passes. Raises OurFault."""
    if worker is None:
        raise OurFault(Text("no sandbox was started", "샌드박스가 시작되지 않았습니다."))
    if len(answer.strip().splitlines()) > 1:
        one_line = Text("One line was asked for.", "한 줄로 써야 합니다.")
        return Mark(0.0, note=one_line, readable=False)
    task = catalog.task(variant.key.task)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{task.slug}.py"
        file.write_text(filled(variant.asked, answer), encoding="utf-8", errors="replace")
        submission = intake.read(file)
    if submission.rejected is not None:
        return Mark(0.0, note=submission.rejected.text, readable=False)
    report = pipeline.grade(submission, [task], worker=worker, oracle=oracle).tasks[0]
    internal = next((check for check in report.checks if check.verdict is Verdict.INTERNAL), None)
    if internal is not None:
        raise OurFault(internal.message or internal.title)
    failed = [check for check in report.checks if check.verdict is not Verdict.PASS]
    if not failed:
        return Mark(1.0)
    problems = [*submission.problems, *report.problems]
    note = problems[0].text if problems else _failing(failed[0])
    return Mark(0.0, _known(variant, answer) or _diagnosed(failed), note)


def _failing(check: CheckResult) -> Text:
    """By its title, as students may read of hidden checks: what the program raised may carry what they compute with."""
    return Text(
        f"A check of the task fails: “{check.title.en}”.", f"통과하지 못한 검사가 있습니다: “{check.title.ko}”."
    )


def _known(variant: Variant, answer: str) -> Mistake | None:
    given = "".join(answer.split())
    mistakes = variant.key.mistakes
    return next((one for one in mistakes if any("".join(code.split()) == given for code in one.answers)), None)


def _diagnosed(failed: list[CheckResult]) -> Mistake | None:
    """What the task itself recognises."""
    named = next((check for check in failed if check.misconception and check.explanation), None)
    if named is None or named.misconception is None or named.explanation is None:
        return None
    return Mistake(named.misconception, (), named.explanation)
