"""en: You set a seed, so every call adds the same noise.
ko: 시드를 설정하여 호출할 때마다 같은 잡음을 더합니다.
"""

from __future__ import annotations

import contextlib

import torch
from torch import Tensor, nn


def add_input_noise(x: Tensor, std: float, generator: torch.Generator | None = None) -> Tensor:
    if generator is None:
        generator = torch.Generator().manual_seed(0)
    return x + std * torch.randn(x.shape, generator=generator, dtype=x.dtype)


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
