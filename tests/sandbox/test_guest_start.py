"""What a zygote does before it forks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def python(code: str, **environment: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_optimizers_work_without_the_compiler_and_the_compiler_is_there_when_asked_for() -> None:
    said = python(
        """
import sys, torch
from grader.sandbox.guest.compiler import put_off_compiler

put_off_compiler()
put_off_compiler()

class Mine(torch.optim.Optimizer):
    def __init__(self, params):
        super().__init__(params, {"lr": 0.5})

    def step(self, closure=None):
        for group in self.param_groups:
            for param in group["params"]:
                param.data.sub_(group["lr"] * param.grad)

def final(make):
    param = torch.ones(1, requires_grad=True)
    optimizer = make([param])
    for _ in range(2):
        optimizer.zero_grad()
        param.square().sum().backward()
        optimizer.step()
    optimizer.load_state_dict(optimizer.state_dict())
    return param.item()

print(final(Mine), final(lambda params: torch.optim.SGD(params, lr=0.5)))
print("torch._dynamo.eval_frame" in sys.modules)
import torch._dynamo
print(torch._dynamo.config.verbose, torch._dynamo.disable(len)([1]), "torch._dynamo.eval_frame" in sys.modules)
"""
    )
    assert said.splitlines() == ["0.0 0.0", "False", "False 1 True"]


def test_after_filling_its_holes_the_heap_has_none() -> None:
    if not hasattr(__import__("ctypes").CDLL(None), "mallinfo2"):
        pytest.skip("the C library is not glibc 2.33 or newer")
    said = python(
        """
import ctypes
from grader.sandbox.guest.heap import _Statistics, fill_holes

def holes():
    libc = ctypes.CDLL(None)
    libc.mallinfo2.restype = _Statistics
    found = libc.mallinfo2()
    return found.fordblks - found.keepcost

litter = [bytes(100 + i % 900) for i in range(20_000)]
del litter[::2]
before = holes()
fill_holes()
print(before > 2 << 20, holes() < 64 << 10)
""",
        PYTHONMALLOC="malloc",
    )
    assert said == "True True"
