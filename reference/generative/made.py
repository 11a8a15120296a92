"""The masked autoencoder for distribution estimation (Germain, Gregor, Murray, Larochelle), arXiv 1502.03509, sections 3 and 4.

m^0     the order of the inputs: a permutation of 1 ... D
m^l(k)  the degree of hidden unit k of layer l, from 1 to D - 1: it may see the inputs of degree m^l(k) or less

hidden layers    M^l[k', k] = 1 where m^l(k') >= m^{l-1}(k)
output layer     M[d, k]    = 1 where m^0(d)  >  m^L(k)
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def made_masks(D: int, hidden: Sequence[int], degrees: Sequence[Tensor] | None = None) -> list[Tensor]:
    """The masks [outputs, inputs], bool, of the len(hidden) + 1 layers D -> hidden[0] -> ... -> D.

    degrees: m^0, int64 [D], and m^l, int64 [hidden[l - 1]], of each hidden layer; unless said, the inputs come in their own
    order, and unit k of each hidden layer, counted from 0, has the degree 1 + k mod (D - 1).
    """
    if degrees is None:
        degrees = [torch.arange(1, D + 1), *(1 + torch.arange(H) % (D - 1) for H in hidden)]
    order, last = degrees[0], degrees[-1]
    masks = [after[:, None] >= before for before, after in pairwise(degrees)]
    return [*masks, order[:, None] > last]


class MaskedLinear(nn.Linear):
    """x (weight * mask)^T + bias: what the mask leaves out has no say, whatever the optimizer makes of it."""

    mask: Tensor

    def __init__(self, mask: Tensor) -> None:
        outputs, inputs = mask.shape
        super().__init__(inputs, outputs)
        self.register_buffer("mask", mask)

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x, self.weight * self.mask, self.bias)


class MADE(nn.Sequential):
    """Bits [N, D] to logits [N, D]: p(x_d = 1 | the inputs before x_d) = sigmoid(logit_d). Arguments as in `made_masks`."""

    def __init__(self, D: int, hidden: Sequence[int], degrees: Sequence[Tensor] | None = None) -> None:
        *inner, last = (MaskedLinear(mask) for mask in made_masks(D, hidden, degrees))
        super().__init__(*(part for layer in inner for part in (layer, nn.ReLU())), last)
