"""What `grader inspect` does: the layers of one class in a submission, from a forward pass in a plain process."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader import intake, verdicts
from grader.checks.observation import Observed
from grader.checks.pictures import Layer, layers_of
from grader.errors import UnreadableError, UsageError
from grader.model import CheckResult, CheckText, Limits, Task, Text, Visibility
from grader.sandbox.jobs import Call, Job, Plan, Status
from grader.sandbox.launch import Launched
from grader.sandbox.worker import Worker

_CHECK = CheckText("layers", Text.same("layers"), Text.same(""), 0.0, Visibility.PUBLIC)
# The student's own name and arguments, as literals, in a check of their own.
_CHECKS = """
from grader.checks import check, close, layers as found


@check(close())
def layers(impl, draw):
    def make():
        return impl.{symbol}(*{args!r}, **{kwargs!r})

    try:
        return found.table(found.on_meta(make), *{shapes!r})
    except Exception:  # with numbers, where its forward pass needs some; and torch's messages then say more
        return found.table(make(), *{shapes!r})
"""


@dataclass(frozen=True, slots=True)
class Made:
    """`symbol(*args, **kwargs)`, as it was written on the command line."""

    symbol: str
    args: tuple[object, ...]
    kwargs: Mapping[str, object]


def made(text: str) -> Made:
    """What `BasicBlock` or `VGG([64, "M"], num_classes=10)` says. Raises UsageError."""
    wrong = UsageError(
        Text(
            f"{text!r} is neither a name nor a call with numbers, strings and lists, such as 'BasicBlock(64, 128, 2)'",
            f"{text!r}: 이름이거나, 'BasicBlock(64, 128, 2)'처럼 숫자, 문자열, 리스트만 쓰는 호출이어야 합니다",
        )
    )
    try:
        tree = ast.parse(text.strip(), mode="eval").body
        call = tree if isinstance(tree, ast.Call) else ast.Call(tree, [], [])
        if not isinstance(call.func, ast.Name):
            raise wrong
        args = tuple(ast.literal_eval(arg) for arg in call.args)
        kwargs = {str(word.arg): ast.literal_eval(word.value) for word in call.keywords if word.arg is not None}
        if len(kwargs) != len(call.keywords):
            raise wrong
    except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError):
        raise wrong from None
    return Made(call.func.id, args, kwargs)


def shape(text: str) -> tuple[int, ...]:
    """The sizes in `1,3,224,224`. Raises UsageError."""
    try:
        sizes = tuple(int(size) for size in text.replace("x", ",").split(","))
    except ValueError:
        sizes = ()
    if not sizes or min(sizes) < 1:
        raise UsageError(
            Text(f"{text!r} is no shape; write 1,3,224,224", f"{text!r}: 모양이 아닙니다. 1,3,224,224처럼 쓰십시오")
        )
    return sizes


def inspect(path: Path, network: Made, shapes: Sequence[tuple[int, ...]], launched: Launched) -> list[Layer]:
    """The layers in the order of their depth. Raises UnreadableError where the file is or where its code fails."""
    submission = intake.read(path)
    if submission.rejected is not None:
        raise UnreadableError(submission.rejected.text)
    task = Task(
        unit="inspect",
        slug=network.symbol,
        title=_CHECK.title,
        catalogue=(),
        symbols=(network.symbol,),
        checks=(_CHECK,),
        folder=Path(),
        order=0,
        limits=Limits(cpu_seconds=60.0, wall_seconds=120.0, memory_mb=4096),
    )
    program = intake.program(submission, task.symbols)
    if not program.definitions:
        raise UsageError(
            Text(
                f"{path} defines no {network.symbol} at its top level; spell it as in the file",
                f"{path}: 최상위에 {network.symbol}의 정의가 없습니다. 파일에 적힌 이름 그대로 쓰십시오",
            )
        )
    text = _CHECKS.format(symbol=network.symbol, args=network.args, kwargs=dict(network.kwargs), shapes=list(shapes))
    with Worker({task.name: text}, mode="plain", launched=launched) as worker:
        (outcome,) = worker.run(Job(Plan(task, (Call(_CHECK.name, 0),), (b"", b"")), program))
    if outcome.status is not Status.OBSERVED:
        raise UnreadableError(_why(verdicts.stopped(_CHECK, outcome, task)))
    return _layers(outcome.observed, network.symbol)


def _layers(observed: Observed, symbol: str) -> list[Layer]:
    layers = layers_of(observed)
    if layers is None:
        raise UnreadableError(
            Text(
                f"{symbol} shows no layer: nothing in its forward pass has parameters or pools",
                f"{symbol}: 순전파에 매개변수를 쓰거나 풀링하는 연산이 없습니다",
            )
        )
    return layers


def _why(result: CheckResult) -> Text:
    message, place = result.message or Text.same(""), result.place
    if place is None:
        return message
    return Text(f"{place.describe('en')}: {message.en}", f"{place.describe('ko')}: {message.ko}")
