"""en: You took std for the variance: the noise has standard deviation √std.
ko: std를 분산으로 보았습니다. 잡음의 표준편차가 √std가 됩니다.
"""

from __future__ import annotations

import contextlib

import torch
from torch import Tensor, nn


def add_input_noise(x: Tensor, std: float, generator: torch.Generator | None = None) -> Tensor:
    return x + std**0.5 * torch.randn(x.shape, generator=generator, dtype=x.dtype)


@contextlib.contextmanager
def weight_noise(model: nn.Module, std: float, generator: torch.Generator | None = None):
    kept = [param.detach().clone() for param in model.parameters()]
    with torch.no_grad():
        for param in model.parameters():
            param.add_(std**0.5 * torch.randn(param.shape, generator=generator, dtype=param.dtype))
    try:
        yield
    finally:
        with torch.no_grad():
            for param, value in zip(model.parameters(), kept, strict=True):
                param.copy_(value)
