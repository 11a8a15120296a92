"""Noise as a regulariser (Bishop, "Training with noise is equivalent to Tikhonov regularization", 1995).

    input noise     x + σ ξ,   ξ ~ N(0, 1) for every number
    weight noise    w + σ ξ,   for the length of a `with`

For a linear model with squared error, averaged over ξ:

    E (w·(x + σξ) - y)² = (w·x - y)² + σ² ‖w‖²        as with a ridge penalty of σ²
    E ((w + σξ)·x - y)² = (w·x - y)² + σ² ‖x‖²

σ    std, the standard deviation of the noise
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn


def add_input_noise(x: Tensor, std: float, generator: torch.Generator | None = None) -> Tensor:
    """`x` [...] (floating) plus normal noise of standard deviation `std`, drawn for every number; `x` keeps its values."""
    return x + std * gaussian(x, generator)


@contextmanager
def weight_noise(model: nn.Module, std: float, generator: torch.Generator | None = None) -> Iterator[nn.Module]:
    """Within the `with`, all parameters of `model` have normal noise of standard deviation `std` on them; afterwards, however
    the `with` ends, they have their values again, bit by bit. They stay the same parameters, gradients included."""
    kept = [param.detach().clone() for param in model.parameters()]
    try:
        with torch.no_grad():
            for param in model.parameters():
                param += std * gaussian(param, generator)
        yield model
    finally:
        with torch.no_grad():
            for param, value in zip(model.parameters(), kept, strict=True):
                param.copy_(value)


def gaussian(like: Tensor, generator: torch.Generator | None) -> Tensor:
    """ξ ~ N(0, 1) with the shape, dtype and device of a tensor."""
    device = like.device if generator is None else generator.device
    return torch.randn(like.shape, generator=generator, dtype=like.dtype, device=device).to(like.device)
