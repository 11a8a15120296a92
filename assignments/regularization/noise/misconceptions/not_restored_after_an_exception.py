"""en: When the body raises, the noise stays: put the restoring into a `finally`.
ko: 본문에서 예외가 일어나면 잡음이 남습니다. 되돌리는 일은 `finally`에 두십시오.
"""

from __future__ import annotations

import contextlib

import torch
from torch import Tensor, nn


def add_input_noise(x: Tensor, std: float, generator: torch.Generator | None = None) -> Tensor:
    return x + std * torch.randn(x.shape, generator=generator, dtype=x.dtype)


@contextlib.contextmanager
def weight_noise(model: nn.Module, std: float, generator: torch.Generator | None = None):
    kept = [param.detach().clone() for param in model.parameters()]
    with torch.no_grad():
        for param in model.parameters():
            param.add_(std * torch.randn(param.shape, generator=generator, dtype=param.dtype))
    yield
    with torch.no_grad():
        for param, value in zip(model.parameters(), kept, strict=True):
            param.copy_(value)
