"""Dropout (Hinton et al.), arXiv 1207.0580; Srivastava et al., JMLR 15, 2014, section 10 for the inverted form.

    training:    y = r x / (1 - p),   r ~ Bernoulli(1 - p), drawn for every element and at every call
    evaluation:  y = x

x    the activations
p    the probability that an element is dropped
r    the mask; dividing by 1 - p keeps the mean of y at x, so evaluation has nothing to correct
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    """Drop elements of `x` [...] (any shape, any floating dtype); `x` itself stays as it was.

    The result has the shape and dtype of `x`; in evaluation it is `x`. With p = 1 all is dropped: zeros, not NaN.
    Raises ValueError when `p` is not in [0, 1].
    """
    if not 0 <= p <= 1:
        raise ValueError(f"p is a probability, between 0 and 1, not {p}")
    if not training:
        return x
    device = x.device if generator is None else generator.device
    uniform = torch.rand(x.shape, generator=generator, device=device)  # [...], in [0, 1)
    r = (uniform >= p).to(x)  # [...], 0 or 1; 1 with probability 1 - p
    scale = 1 / (1 - p) if p < 1 else 0.0
    return x * r * scale


class Dropout(nn.Module):
    """Dropout as a layer: active after train(), the identity after eval(). x [...] to y [...], any floating dtype.

    Raises ValueError when `p` is not in [0, 1].
    """

    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        if not 0 <= p <= 1:
            raise ValueError(f"p is a probability, between 0 and 1, not {p}")
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        return dropout(x, self.p, self.training)
