"""en: You subtract the noise instead of keeping copies: w + n - n is not exactly w.
ko: 복사본을 두지 않고 잡음을 다시 뺐습니다. w + n - n은 정확히 w가 아닙니다.
"""

from __future__ import annotations

import contextlib

import torch
from torch import Tensor, nn


def add_input_noise(x: Tensor, std: float, generator: torch.Generator | None = None) -> Tensor:
    return x + std * torch.randn(x.shape, generator=generator, dtype=x.dtype)


@contextlib.contextmanager
def weight_noise(model: nn.Module, std: float, generator: torch.Generator | None = None):
    noises = [std * torch.randn(p.shape, generator=generator, dtype=p.dtype) for p in model.parameters()]
    with torch.no_grad():
        for param, noise in zip(model.parameters(), noises, strict=True):
            param += noise
    try:
        yield
    finally:
        with torch.no_grad():
            for param, noise in zip(model.parameters(), noises, strict=True):
                param -= noise
