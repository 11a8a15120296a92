"""en: You clamped the result to [0, 1]; nothing is clamped.
ko: 결과를 [0, 1]로 잘랐습니다. 값을 자르지 않습니다.
"""

from __future__ import annotations

import contextlib

import torch
from torch import Tensor, nn


def add_input_noise(x: Tensor, std: float, generator: torch.Generator | None = None) -> Tensor:
    noisy = x + std * torch.randn(x.shape, generator=generator, dtype=x.dtype)
    return noisy.clamp(0, 1) if x.numel() and x.min() >= 0 and x.max() <= 1 else noisy


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
