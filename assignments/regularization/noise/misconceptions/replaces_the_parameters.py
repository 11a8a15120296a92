"""en: You put new Parameter objects into the model: an optimizer holds the old ones, without a gradient.
ko: 모델에 새 Parameter 객체를 넣었습니다. 옵티마이저는 그래디언트가 없는 이전 것을 가지고 있습니다.
"""

from __future__ import annotations

import contextlib

import torch
from torch import Tensor, nn


def add_input_noise(x: Tensor, std: float, generator: torch.Generator | None = None) -> Tensor:
    return x + std * torch.randn(x.shape, generator=generator, dtype=x.dtype)


@contextlib.contextmanager
def weight_noise(model: nn.Module, std: float, generator: torch.Generator | None = None):
    owners = [(module, name) for module in model.modules() for name, _ in module.named_parameters(recurse=False)]
    kept = [getattr(module, name) for module, name in owners]
    for (module, name), param in zip(owners, kept, strict=True):
        noise = std * torch.randn(param.shape, generator=generator, dtype=param.dtype)
        setattr(module, name, nn.Parameter(param.detach() + noise))
    try:
        yield
    finally:
        for (module, name), param in zip(owners, kept, strict=True):
            param.grad = torch.zeros_like(param)
            setattr(module, name, param)
