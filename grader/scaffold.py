"""Lays out a new task: a small working example that `grader validate` passes as it stands, to be rewritten."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from pathlib import Path
from string import Template

from grader.catalog import Catalog
from grader.errors import EnvironmentFault, UsageError

_SNAKE_CASE = re.compile(r"[a-z][a-z0-9_]*")
_TAKEN = ("torch", "Tensor")  # names that the example's own files import


def new_task(root: Path, name: str, symbol: str | None = None) -> tuple[Path, ...]:
    """Write a task called 'unit/name' below the course folder `root`; the files written.

    `symbol` is the function that students write; the task's own name when None. Raises UsageError for names that
    cannot be and for a task that exists, EnvironmentFault where the folder cannot be written.
    """
    unit, slash, slug = name.partition("/")
    if not slash or not all(_SNAKE_CASE.fullmatch(part) for part in (unit, slug)):
        raise UsageError(f"{name!r} is no UNIT/NAME: both in small letters, digits and _, such as optimizers/adam")
    symbol = slug if symbol is None else symbol
    if not symbol.isidentifier() or not symbol.isascii() or keyword.iskeyword(symbol) or symbol in _TAKEN:
        raise UsageError(f"{symbol!r} cannot be what students define; choose a Python name with --symbol NAME")
    folder, reference = root / "assignments" / unit / slug, root / "reference" / unit / f"{slug}.py"
    for path in (folder, reference):
        if path.exists():
            raise UsageError(f"{path.relative_to(root)} exists; choose another name, or edit what is there")
    order = 1 + max((task.order for task in Catalog(root).tasks if task.unit == unit), default=0)
    values = {"symbol": symbol, "title": slug.replace("_", " ").capitalize(), "order": str(order)}
    files = {folder / relative: template for relative, template in _FILES.items()} | {reference: _REFERENCE}
    _write(files, values)
    return tuple(files)


def _write(files: Mapping[Path, str], values: Mapping[str, str]) -> None:
    for path, template in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(Template(template).substitute(values), encoding="utf-8")
        except OSError as error:
            raise EnvironmentFault(f"{path} cannot be written: {error.strerror}") from error


_TASK = """\
order = $order
catalogue = []
symbols = ["$symbol"]
forbidden = []
title.en = "$title"
title.ko = "$title"

[checks.matches_the_worked_example]
points = 1
visibility = "public"
title.en = "The example of the handout"
title.ko = "안내문의 예제와 같다"
hint.en = "Compute the handout's example by hand and compare."
hint.ko = "안내문의 예제를 손으로 계산하여 비교하십시오."

[checks.doubles_any_tensor]
points = 1
visibility = "hidden"
needs = ["matches_the_worked_example"]
title.en = "Tensors of any shape are doubled, and the input stays as it was"
title.ko = "어떤 모양의 텐서든 두 배가 되고, 입력은 그대로 남는다"
hint.en = "Try negative numbers, and look at x after the call."
hint.ko = "음수를 넣어 보고, 호출 뒤의 x를 확인하십시오."
"""

_CHECKS = """\
from __future__ import annotations

import torch

from grader.checks import check, close


@check(close(1e-9))
def matches_the_worked_example(impl, draw):
    example = torch.tensor([1.0, -3.0], dtype=torch.float64)
    return {"example": impl.$symbol(example), "other_numbers": impl.$symbol(draw.normal(5))}


@check(close(1e-9))
def doubles_any_tensor(impl, draw):
    x = draw.normal(4, 3)
    return {"result": impl.$symbol(x), "x_after_the_call": x}
"""

_HANDOUT = """\
# $title

Twice a tensor, number by number.

## What to write

    def $symbol(x: Tensor) -> Tensor

## Rules

- `x` is a floating-point tensor of any shape. The result has the same shape and dtype.
- `x` stays as it was.

## By hand

    $symbol([1, -3]) = [2, -6]

## Not allowed

Nothing is forbidden here.
"""

_HANDOUT_KO = """\
# $title

텐서의 모든 값을 두 배로 만듭니다.

## 작성할 것

    def $symbol(x: Tensor) -> Tensor

## 규칙

- `x`는 임의의 모양을 가진 실수 텐서입니다. 결과의 모양과 자료형(dtype)은 `x`와 같습니다.
- `x`는 그대로 남아 있어야 합니다.

## 손으로 계산해 보기

    $symbol([1, -3]) = [2, -6]

## 사용할 수 없는 것

금지된 것이 없습니다.
"""

_STARTER = '''\
from __future__ import annotations

from torch import Tensor


def $symbol(x: Tensor) -> Tensor:
    """Twice `x`, in a new tensor of the same shape and dtype. / `x`의 두 배를 같은 모양과 자료형의 새 텐서로 반환합니다."""
    raise NotImplementedError("Write $symbol: see the handout. / ${symbol}을(를) 작성하십시오. 안내문을 참고하십시오.")
'''

_REFERENCE = '''\
"""$title: twice a tensor, number by number."""

from __future__ import annotations

from torch import Tensor


def $symbol(x: Tensor) -> Tensor:
    """Twice `x`, in a new tensor of the same shape and dtype."""
    return 2 * x
'''

_MISCONCEPTION = '''\
"""en: You squared the numbers instead of doubling them.
ko: 값을 두 배로 만들지 않고 제곱했습니다.
"""

from __future__ import annotations

from torch import Tensor


def $symbol(x: Tensor) -> Tensor:
    return x * x
'''

_ACCEPTED = '''\
"""Adds the tensor to itself."""

from __future__ import annotations

from torch import Tensor


def $symbol(x: Tensor) -> Tensor:
    return x + x
'''

_FILES = {
    "task.toml": _TASK,
    "handout.md": _HANDOUT,
    "handout.ko.md": _HANDOUT_KO,
    "starter.py": _STARTER,
    "checks.py": _CHECKS,
    "misconceptions/squares_instead.py": _MISCONCEPTION,
    "accepted/adds_to_itself.py": _ACCEPTED,
}
