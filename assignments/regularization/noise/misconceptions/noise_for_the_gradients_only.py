"""en: The `with` changes nothing: no noise is on the weights inside.
ko: `with` 안에서도 가중치에 잡음이 없습니다.
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
            (param + std * torch.randn(param.shape, generator=generator, dtype=param.dtype))
    try:
        yield
    finally:
        with torch.no_grad():
            for param, value in zip(model.parameters(), kept, strict=True):
                param.copy_(value)
