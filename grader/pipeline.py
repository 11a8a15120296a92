"""The whole story of one grade: submission -> program -> sandbox -> comparison -> diagnosis -> report."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Protocol

from grader import intake, verdicts
from grader.catalog import starter_text
from grader.checks.compare import Kept
from grader.checks.language import Check
from grader.checks.observation import Malformed, Observed, Wire
from grader.diagnose import diagnose
from grader.errors import TaskDefect
from grader.model import (
    CheckResult,
    CheckText,
    Definition,
    Excerpt,
    Picture,
    Program,
    Report,
    Submission,
    Task,
    TaskReport,
    Verdict,
)
from grader.oracle import Oracle
from grader.sandbox.jobs import Job, Outcome, Status
from grader.score import total
from grader.timings import stage


class Runner(Protocol):
    """What runs probes on a student's code: `grader.sandbox.worker.Worker`."""

    def run(self, job: Job) -> list[Outcome]: ...


def answers(submission: Submission, task: Task) -> bool:
    """Whether the submission defines anything that the task asks for."""
    return bool(program_of(submission, task).definitions)


def program_of(submission: Submission, task: Task) -> Program:
    """What of a submission answers a task."""
    return intake.program(submission, task.symbols, prefer=task.slug, starter=starter_text(task))


def grade(
    submission: Submission,
    tasks: Sequence[Task],
    *,
    worker: Runner,
    oracle: Oracle,
    checks: Sequence[CheckText] | None = None,
) -> Report:
    """Grade a submission on tasks. `checks` limits what is run (public ones only); None runs everything.

    Never raises for anything that a submission does. Faults of ours become INTERNAL verdicts.
    """
    started = time.monotonic()
    reports = [_grade_task(submission, task, worker, oracle, checks) for task in tasks]
    return Report(
        student=submission.student,
        sha256=submission.sha256,
        score=sum(report.score for report in reports),
        max_score=sum(report.max_score for report in reports),
        tasks=tuple(reports),
        problems=submission.problems,
        rejected=submission.rejected,
        seconds=time.monotonic() - started,
    )


def _grade_task(
    submission: Submission, task: Task, worker: Runner, oracle: Oracle, only: Sequence[CheckText] | None
) -> TaskReport:
    wanted = [check for check in task.checks if only is None or check in only]
    with stage("find the answers"):
        program = program_of(submission, task)
    try:
        results = _results(task, program, wanted, worker, oracle)
    except Exception as fault:  # ours, whatever it is: it ends neither the batch nor a student's hopes
        results = [verdicts.internal(check, fault) for check in wanted]
    score, max_score = total(results)
    own = [problem for problem in program.problems if problem not in submission.problems]
    code = tuple(_excerpt(submission, definition, results) for definition in program.definitions)
    return TaskReport(task.name, task.title, score, max_score, tuple(results), tuple(own), code)


def _results(
    task: Task, program: Program, wanted: Sequence[CheckText], worker: Runner, oracle: Oracle
) -> list[CheckResult]:
    if not program.definitions:
        return [verdicts.missing(check, task.symbols) for check in wanted]
    with stage("find the answers"):
        offences = intake.forbidden(program, task.forbidden)
    if offences:
        return [verdicts.forbidden(check, offences[0]) for check in wanted]
    plan = oracle.plan(task, tuple(check.name for check in wanted))
    with stage("transfer"):
        outcomes = worker.run(Job(plan, program))
    with stage("compare"):
        results = _compared(task, wanted, outcomes, oracle)
    return verdicts.skip_dependents(wanted, results)


def _compared(
    task: Task, wanted: Sequence[CheckText], outcomes: Sequence[Outcome], oracle: Oracle
) -> list[CheckResult]:
    """The verdicts, with the mistakes that explain what is wrong."""
    results = [
        _in_part(task, check, outcome, _judge(task, check, outcome, oracle), oracle)
        for check, outcome in zip(wanted, outcomes, strict=True)
    ]
    wrong = {
        outcome.check: outcome.observed
        for outcome, result in zip(outcomes, results, strict=True)
        if result.verdict is Verdict.FAIL and outcome.status is Status.OBSERVED
    }
    passed = [result.check for result in results if result.verdict is Verdict.PASS]
    named = diagnose(task, wrong, passed, oracle) if wrong else {}
    return [
        replace(result, misconception=named[result.check].name, explanation=named[result.check].explanation)
        if result.check in named
        else result
        for result in results
    ]


def _in_part(task: Task, text: CheckText, outcome: Outcome, result: CheckResult, oracle: Oracle) -> CheckResult:
    """The result, with a part of the points where what came is what one of the check's `partial` misconceptions gives."""
    if result.verdict is not Verdict.FAIL or outcome.status is not Status.OBSERVED or not text.partial:
        return result
    check, kept = oracle.checks(task)[text.name], oracle.kept(task, text.name)
    if not check.compare.explains:  # two trainings that are equally bad need not be the same mistake
        return result
    variants = [variant for variant in oracle.misconceptions(task) if variant.name in text.partial]
    for variant in sorted(variants, key=lambda variant: -text.partial[variant.name]):
        theirs = oracle.mistake(task, text.name, variant.name)
        if theirs is not None and check.compare.accepts(outcome.observed, theirs, kept):
            return verdicts.warned(text, result, variant.name, variant.explanation)
    return result


def _judge(task: Task, text: CheckText, outcome: Outcome, oracle: Oracle) -> CheckResult:
    if outcome.status is not Status.OBSERVED:
        return verdicts.stopped(text, outcome, task)
    check = oracle.checks(task)[text.name]
    reference, kept = oracle.reference(task, text.name), oracle.kept(task, text.name)

    def alternatives() -> Iterator[Wire]:
        found = (oracle.alternative(task, text.name, name) for name in check.like)
        return (wire for wire in found if wire is not None)

    if check.picture is None and any(
        _is_right_at_once(check, outcome.wire, right) for right in chain([reference], alternatives())
    ):
        return verdicts.compared(text, outcome, None, None)
    expected = reference.tree
    try:
        mismatch = check.compare.judge(outcome.observed, expected, kept)
    except Exception as error:
        if not check.compare.accepts(expected, expected, kept):
            raise TaskDefect(f"{task.name}: {text.name} cannot judge the reference: {error}") from error
        return verdicts.stopped(text, replace(outcome, status=Status.GARBLED), task)
    if mismatch is not None and any(
        check.compare.accepts(outcome.observed, right.tree, kept) for right in alternatives()
    ):
        mismatch = None
    return verdicts.compared(text, outcome, mismatch, _picture(check, outcome.observed, expected, kept))


def _is_right_at_once(check: Check, observed: Wire, expected: Wire) -> bool:
    try:
        return check.compare.at_once(observed, expected)
    except Malformed:  # so says the longer way, too, and why
        return False


def _picture(check: Check, observed: Observed, expected: Observed, kept: Kept) -> Picture | None:
    if check.picture is None:
        return None
    try:
        return check.picture(observed, expected, kept)
    except Exception:
        check.picture(expected, expected, kept)  # raises where the artist is at fault and not what came
        return None


def _excerpt(submission: Submission, definition: Definition, results: Sequence[CheckResult]) -> Excerpt:
    """The student's own code for one symbol, with the lines that results point to."""
    text = next(s.text for s in submission.sources if (s.file, s.cell) == (definition.file, definition.cell))
    lines = text.splitlines()[definition.first_line - 1 : definition.last_line]
    marked = {
        result.place.line
        for result in results
        if result.place is not None
        and result.place.line is not None
        and (result.place.file, result.place.cell) == (definition.file, definition.cell)
        and definition.first_line <= result.place.line <= definition.last_line
    }
    return Excerpt(
        definition.symbol,
        definition.file,
        definition.cell,
        definition.first_line,
        "\n".join(lines),
        tuple(sorted(marked)),
    )
