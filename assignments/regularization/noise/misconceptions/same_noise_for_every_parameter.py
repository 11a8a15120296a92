"""en: You start the random numbers again for each parameter, so all of them get the same noise.
ko: 매개변수마다 난수를 처음부터 다시 뽑아 모두 같은 잡음을 더합니다.
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
        state = None if generator is None else generator.get_state()
        seed = int(torch.randint(2**31, (1,)))
        for param in model.parameters():
            if generator is not None:
                generator.set_state(state)
            else:
                torch.manual_seed(seed)
            param.add_(std * torch.randn(param.shape, generator=generator, dtype=param.dtype))
    try:
        yield
    finally:
        with torch.no_grad():
            for param, value in zip(model.parameters(), kept, strict=True):
                param.copy_(value)
