"""en: Your noise is float64, and so is the result, whatever x is.
ko: 잡음이 float64여서 x의 자료형과 상관없이 결과도 float64입니다.
"""

from __future__ import annotations

import contextlib

import torch
from torch import Tensor, nn


def add_input_noise(x: Tensor, std: float, generator: torch.Generator | None = None) -> Tensor:
    return x + std * torch.randn(x.shape, generator=generator, dtype=torch.float64)


@contextlib.contextmanager
def weight_noise(model: nn.Module, std: float, generator: torch.Generator | None = None):
    kept = [param.detach().clone() for param in model.parameters()]
    with torch.no_grad():
        for param in model.parameters():
            param.add_(std * torch.randn(param.shape, generator=generator, dtype=param.dtype))
    try:
        yield
    finally:
        with torch.no_grad():
            for param, value in zip(model.parameters(), kept, strict=True):
                param.copy_(value)
