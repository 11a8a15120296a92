"""Outcomes and mismatches in the words that students read: one sentence, what was expected, what came, one hint."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from grader.checks.observation import Unfit
from grader.checks.trees import Mismatch, subject
from grader.model import CheckResult, CheckText, Picture, Problem, Task, Text, Verdict
from grader.sandbox.jobs import EXIT_CODE, SIGNAL, Outcome, Status
from grader.score import points

_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")


def _without_addresses(text: str) -> str:
    """Where an object lies differs from run to run and says nothing: `<Adam object at 0x7f3a>`."""
    return _ADDRESS.sub("", text)


def _result(check: CheckText, verdict: Verdict, message: Text | None, *, hint: Text | None = None) -> CheckResult:
    return CheckResult(
        check=check.name,
        title=check.title,
        visibility=check.visibility,
        verdict=verdict,
        points=points(verdict, check.points),
        max_points=check.points,
        message=message,
        hint=hint,
    )


def compared(check: CheckText, outcome: Outcome, mismatch: Mismatch | None, picture: Picture | None) -> CheckResult:
    """The result of a comparison."""
    verdict = Verdict.PASS if mismatch is None else Verdict.FAIL
    result = _result(check, verdict, None if mismatch is None else mismatch.message)
    result = replace(result, printed=_without_addresses(outcome.printed), seconds=outcome.seconds, picture=picture)
    if mismatch is None:
        return result
    return replace(result, expected=mismatch.expected, got=mismatch.got, hint=check.hint)


def warned(check: CheckText, result: CheckResult, misconception: str, explanation: Text) -> CheckResult:
    """The result of a comparison that failed as one of the check's `partial` misconceptions does."""
    return replace(
        result,
        verdict=Verdict.WARNING,
        message=None,  # readers are told what a warning is
        points=check.partial[misconception],
        misconception=misconception,
        explanation=explanation,
    )


def missing(check: CheckText, symbols: Sequence[str]) -> CheckResult:
    names = ", ".join(f"`{symbol}`" for symbol in symbols)
    return _result(
        check,
        Verdict.MISSING,
        Text(f"The submission does not define {names}.", f"제출물에 {names}의 정의가 없습니다."),
        hint=Text(
            "Define it at the top level of a .py file or a notebook cell, spelt exactly so.",
            ".py 파일이나 노트북 셀의 최상위에 정확히 같은 이름으로 정의하십시오.",
        ),
    )


def forbidden(check: CheckText, problem: Problem) -> CheckResult:
    return replace(_result(check, Verdict.FORBIDDEN, problem.text, hint=_BUILD_IT), place=problem.place)


def internal(check: CheckText, fault: Exception) -> CheckResult:
    return _result(
        check,
        Verdict.INTERNAL,
        Text(
            f"The grader itself failed here; this costs no points: {fault}",
            f"채점기 자체의 오류이며 감점되지 않습니다: {fault}",
        ),
    )


def stopped(check: CheckText, outcome: Outcome, task: Task) -> CheckResult:
    """The result of a check that gave no observation."""
    verdict, message, hint = _explain(check, outcome, task)
    result = _result(check, verdict, message, hint=hint)
    printed = _without_addresses(outcome.printed)
    return replace(result, place=outcome.place, printed=printed, seconds=outcome.seconds)


_ENDINGS = {SIGNAL: Text("signal", "시그널"), EXIT_CODE: Text("exit code", "종료 코드")}
_BUILD_IT = Text("Build it from basic tensor operations.", "기본 텐서 연산으로 직접 구현하십시오.")
_WAITING = Text("Look for `sleep`, `input` and locks.", "`sleep`, `input`, 락(lock)이 있는지 확인하십시오.")

# What is said of a run that stopped for this reason: the verdict, one sentence and a hint. {message} stands for the
# outcome's own word, {limits} for the task's.
_STOPPED: dict[Status, tuple[Verdict, Text, Text]] = {
    Status.MISSING: (
        Verdict.MISSING,
        Text("`{message}` is not defined.", "`{message}`의 정의가 없습니다."),
        Text("Define it with exactly this name.", "정확히 이 이름으로 정의하십시오."),
    ),
    Status.FORBIDDEN: (
        Verdict.FORBIDDEN,
        Text(
            "Your code calls `{message}`, which this task asks you to build.",
            "이 과제에서 직접 구현해야 하는 `{message}`을(를) 호출했습니다.",
        ),
        _BUILD_IT,
    ),
    Status.TIMEOUT: (
        Verdict.TIMEOUT,
        Text(
            "Stopped after {limits.cpu_seconds:g} seconds of computing.",
            "계산 시간 {limits.cpu_seconds:g}초가 지나 중단되었습니다.",
        ),
        Text("Look for a loop that never ends.", "끝나지 않는 반복문이 있는지 확인하십시오."),
    ),
    Status.STALLED: (
        Verdict.TIMEOUT,
        Text(
            "Stopped after {limits.wall_seconds:g} seconds, most of them spent waiting.",
            "{limits.wall_seconds:g}초가 지나 중단되었습니다. 대부분 계산하지 않고 기다린 시간입니다.",
        ),
        _WAITING,
    ),
    Status.WAITED: (
        Verdict.TIMEOUT,
        Text(
            "Stopped: the checks of this task spent {limits.waiting_seconds:g} seconds waiting, all together.",
            "중단되었습니다. 이 과제의 검사들이 기다린 시간이 모두 합해 {limits.waiting_seconds:g}초를 넘었습니다.",
        ),
        _WAITING,
    ),
    Status.NOT_RUN: (
        Verdict.TIMEOUT,
        Text(
            "Not run: the checks before it had to be stopped.",
            "앞의 검사들이 강제로 중단되어 실행하지 않았습니다.",
        ),
        Text("Repair those checks first.", "먼저 중단된 검사를 고치십시오."),
    ),
    Status.MEMORY: (
        Verdict.MEMORY,
        Text("More than {limits.memory_mb} MB of memory.", "메모리 한도 {limits.memory_mb} MB를 넘었습니다."),
        Text(
            "Look for tensors that grow without bound, or a broadcast you did not intend.",
            "계속 커지는 텐서나 의도하지 않은 브로드캐스팅이 있는지 확인하십시오.",
        ),
    ),
    Status.GARBLED: (
        Verdict.ERROR,
        Text(
            "What came back from this check is no result that can be compared.",
            "이 검사에서 돌아온 것은 비교할 수 있는 결과가 아닙니다.",
        ),
        Text(
            "Return plain torch tensors and numbers, and leave the files and sockets that you have not opened alone.",
            "일반 torch 텐서와 숫자를 반환하고, 직접 열지 않은 파일과 소켓은 건드리지 마십시오.",
        ),
    ),
    Status.OUTPUT: (
        Verdict.ERROR,
        Text(
            "Printed or wrote more than {limits.output_kb} KB.",
            "출력이나 파일이 {limits.output_kb} KB를 넘었습니다.",
        ),
        Text("Remove the print from the inner loop.", "반복문 안의 print를 지우십시오."),
    ),
    Status.THREADS: (
        Verdict.ERROR,
        Text("Started more than {limits.threads} threads.", "스레드를 {limits.threads}개 넘게 시작했습니다."),
        Text("The task needs no threads.", "이 과제에는 스레드가 필요하지 않습니다."),
    ),
}


def _explain(check: CheckText, outcome: Outcome, task: Task) -> tuple[Verdict, Text, Text]:
    if outcome.status in _STOPPED:
        verdict, message, hint = _STOPPED[outcome.status]
        values = {"message": outcome.message, "limits": task.limits}
        return verdict, Text(message.en.format(**values), message.ko.format(**values)), hint
    if outcome.status is Status.RAISED:
        said = _without_addresses(outcome.message)
        what = f"`{outcome.error}: {said}`" if said else f"`{outcome.error}`"
        return (
            Verdict.ERROR,
            Text(f"Your code raised {what}.", f"코드에서 예외가 발생했습니다: {what}"),
            _failed_first(outcome) or _after(outcome.error, check.hint),
        )
    if outcome.status is Status.UNOBSERVABLE:
        place, found = subject(outcome.path, first=True), Unfit(outcome.error).told(outcome.message)
        return (
            Verdict.FAIL,
            Text(f"{place.en} is {found.en}.", f"{place.ko}: 비교할 수 없는 값입니다 ({found.ko})."),
            Text("Return plain torch tensors and numbers.", "일반 torch 텐서와 숫자를 반환하십시오."),
        )
    name = _ENDINGS.get(outcome.error)
    how = Text(f" ({name.en} {outcome.message})", f" ({name.ko} {outcome.message})") if name else Text.same("")
    return (
        Verdict.ERROR,
        Text(
            f"The program ended in the middle of the check{how.en}.",
            f"검사 도중에 프로그램이 종료되었습니다{how.ko}.",
        ),
        Text(
            "Return a result instead of ending the process; very deep recursion ends it too.",
            "프로세스를 끝내지 말고 결과를 반환하십시오. 지나치게 깊은 재귀도 원인이 됩니다.",
        ),
    )


def _failed_first(outcome: Outcome) -> Text | None:
    """What is behind many a NameError: the import, or the definition, that failed when the file was loaded."""
    if not outcome.load_failures or outcome.place == outcome.load_failures[0].place:
        return None
    failure = outcome.load_failures[0]
    what = f"`{failure.error}: {_without_addresses(failure.message)}`"
    if failure.place is None:
        return Text(f"This failed first: {what}.", f"그 전에 다음 오류가 있었습니다: {what}")
    return Text(
        f"{failure.place.describe('en')} failed first: {what}.",
        f"그 전에 {failure.place.describe('ko')}에서 오류가 있었습니다: {what}",
    )


def _after(error: str, usual: Text) -> Text:
    """A hint for the exceptions that say little by themselves; the check's own otherwise."""
    hints = {
        "SystemExit": Text("Remove `sys.exit` and `exit()`.", "`sys.exit`와 `exit()` 호출을 지우십시오."),
        "NotImplementedError": Text("Fill in this part of the starter.", "스타터 코드의 이 부분을 채우십시오."),
        "PermissionError": Text(
            "In the final grading, processes, the network and files outside /tmp are closed.",
            "최종 채점에서는 프로세스, 네트워크, /tmp 밖의 파일을 쓸 수 없습니다.",
        ),
        "ModuleNotFoundError": Text(
            "Use torch, numpy and the standard library only.", "torch, numpy, 표준 라이브러리만 사용하십시오."
        ),
    }
    return hints.get(error, usual)


_GOOD_ENOUGH = (Verdict.PASS, Verdict.WARNING, Verdict.INTERNAL)


def skip_dependents(checks: Sequence[CheckText], results: Sequence[CheckResult]) -> list[CheckResult]:
    """Mark SKIPPED what needs a check that did not pass: the first cause is what a student should read, and a check that
    means something only beside another earns nothing without it."""
    verdicts: dict[str, Verdict] = {}
    settled = []
    for check, result in zip(checks, results, strict=True):
        broken = [need for need in check.needs if verdicts.get(need, Verdict.PASS) not in _GOOD_ENOUGH]
        if broken and result.verdict is not Verdict.INTERNAL:
            titles = {other.name: other.title for other in checks}
            first = titles[broken[0]]
            result = _result(
                check,
                Verdict.SKIPPED,
                Text(f"Waits for: {first.en}.", f"먼저 통과해야 할 검사: {first.ko}"),
            )
        verdicts[check.name] = result.verdict
        settled.append(result)
    return settled
