"""What a task forbids is refused at run time, and nothing beside it. Ways round the traps are in tests/hostile."""

from __future__ import annotations

from pathlib import Path

import pytest
from jails import run

from grader.catalog import Catalog
from grader.sandbox.guest import traps
from grader.sandbox.jobs import Status
from grader.sandbox.worker import Worker

ROOT = Path(__file__).resolve().parents[2]
OPTIM = ("torch.optim.*", "!torch.optim.Optimizer", "torch.ops.aten._fused_adam_")
SUBCLASS = """
import torch

class Mine(torch.optim.Optimizer):
    def step(self):
        for group in self.param_groups:
            for param in group["params"]:
                param.data -= group["lr"] * param.grad

def answer(check):
    param = torch.ones(2, requires_grad=True)
    optimizer = Mine([param], {"lr": 0.5})
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1)
    param.sum().backward()
    optimizer.step(), scheduler.step(), optimizer.zero_grad()
    return param
"""


def test_what_is_taken_out_again_works(confined: Worker, tmp_path: Path) -> None:
    (outcome,) = run(confined, tmp_path, SUBCLASS, forbidden=OPTIM, cpu_seconds=20.0, memory_mb=1024)
    assert outcome.status is Status.OBSERVED, outcome


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("torch.optim.SGD([torch.zeros(1)])", "torch.optim.SGD"),
        ("torch.optim.SGD.step(None)", "torch.optim.SGD.step"),
        ("__import__('torch.optim.sgd', fromlist=['sgd']).sgd()", "torch.optim.sgd.sgd"),
        ("torch.optim._functional.sgd()", "torch.optim._functional.sgd"),
        ("torch.ops.aten._fused_adam_()", "torch.ops.aten._fused_adam_"),
    ],
)
def test_what_is_forbidden_is_refused_by_its_name(confined: Worker, tmp_path: Path, call: str, name: str) -> None:
    (outcome,) = run(
        confined, tmp_path, f"import torch\ndef answer(check):\n    {call}\n", forbidden=OPTIM, cpu_seconds=20.0
    )
    assert (outcome.status, outcome.message) == (Status.FORBIDDEN, name)


@pytest.mark.parametrize(
    "call",
    [
        "torch._VF.conv2d(x, x)",
        "torch._C._VariableFunctions.conv2d(x, x)",
        "torch._C._jit_get_operation('aten::conv2d')[0](x, x)",
        "torch._C._nn.slow_conv3d(x[None], x[None], 1)",
        "torch.nn.functional.conv2d(x.requires_grad_(), x)",
    ],
)
def test_a_pattern_of_operators_holds_wherever_they_are_called_from(
    confined: Worker, tmp_path: Path, call: str
) -> None:
    code = f"import torch\ndef answer(check):\n    x = torch.ones(1, 1, 1, 1)\n    return {call}\n"
    (outcome,) = run(confined, tmp_path, code, forbidden=("torch.ops.aten.*conv*",), cpu_seconds=20.0)
    assert (outcome.status, outcome.message) == (Status.FORBIDDEN, "torch.ops.aten.*conv*")


def test_what_a_forbidden_module_imports_is_not_forbidden(confined: Worker, tmp_path: Path) -> None:
    code = """
import torch, collections

def answer(check):
    collections.defaultdict(list), torch.nn.Linear(1, 1)(torch.zeros(1))
    torch.utils.flop_counter.FlopCounterMode()
"""
    (outcome,) = run(confined, tmp_path, code, forbidden=("torch.utils.flop_counter.*",), cpu_seconds=20.0)
    assert (outcome.status, outcome.message) == (Status.FORBIDDEN, "torch.utils.flop_counter.FlopCounterMode")


@pytest.mark.parametrize("how", ["import turtle", "from turtle import Turtle", "__import__('turt' + 'le')"])
def test_a_forbidden_package_is_not_imported(confined: Worker, tmp_path: Path, how: str) -> None:
    code = f"def answer(check):\n    {how}\n"
    (outcome,) = run(confined, tmp_path, code, forbidden=("turtle.*",))
    assert (outcome.status, outcome.message) == (Status.FORBIDDEN, "turtle")


def test_an_own_file_may_bear_the_name_of_a_forbidden_package(confined: Worker, tmp_path: Path) -> None:
    (tmp_path / "turtle.py").write_text("x = 3\n")
    (outcome,) = run(
        confined, tmp_path, "import turtle\ndef answer(check):\n    return turtle.x\n", forbidden=("turtle.*",)
    )
    assert outcome.status is not Status.FORBIDDEN


def test_every_operator_that_a_task_forbids_exists() -> None:
    patterns = {pattern for task in Catalog(ROOT).tasks for pattern in task.forbidden}
    operators = [pattern for pattern in patterns if pattern.startswith("torch.ops.aten.")]
    assert operators and all(traps._operators(pattern.removeprefix("torch.ops.aten.")) for pattern in operators)
