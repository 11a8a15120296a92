"""Dropout, as a function and as a layer."""

from __future__ import annotations

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    """Drop every element of `x` (any shape) with probability `p` and divide what is kept by 1 - p.

    Without `training`, x comes out. `generator`, where one is given, makes the random draws.
    """
    raise NotImplementedError("dropout is yours to write: see the handout.")


class Dropout(nn.Module):
    """Dropout as a layer: active after train(), the identity after eval()."""

    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        raise NotImplementedError("Dropout is yours to write: see the handout.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Dropout.forward is yours to write: see the handout.")
