"""en: Your noise is uniform in [0, std): its mean is not 0, and it is not normal.
ko: 잡음이 [0, std)의 균등 분포여서 평균이 0이 아니고 정규 분포도 아닙니다.
"""

from __future__ import annotations

import contextlib

import torch
from torch import Tensor, nn


def add_input_noise(x: Tensor, std: float, generator: torch.Generator | None = None) -> Tensor:
    return x + std * torch.rand(x.shape, generator=generator, dtype=x.dtype)


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
