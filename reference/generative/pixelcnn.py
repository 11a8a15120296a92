"""PixelCNN (van den Oord, Kalchbrenner, Kavukcuoglu), arXiv 1601.06759, sections 3.4 and 3.5, for images of bits.

    p(x) = Π_i p(x_i | x_1 ... x_{i-1})        pixels row by row, each row from left to right

A convolution whose kernel is masked sees earlier pixels alone; a mask of type B leaves the pixel itself in, too.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class MaskedConv2d(nn.Conv2d):
    """[N, ci, H, W] to [N, co, H, W], with a k x k kernel (k odd), zero padding and a bias: what comes after the centre of the
    kernel, row by row, counts for nothing, and for `type` 'A' nor does the centre. `ValueError` for other types."""

    mask: Tensor

    def __init__(self, type: str, ci: int, co: int, k: int) -> None:
        if type not in ("A", "B"):
            raise ValueError(f"type is 'A' or 'B', not {type!r}")
        super().__init__(ci, co, k, padding=k // 2)
        before = torch.arange(k * k).view(k, k) < k * k // 2 + (type == "B")
        self.register_buffer("mask", before)

    def forward(self, x: Tensor) -> Tensor:
        return F.conv2d(x, self.weight * self.mask, self.bias, padding=self.padding)


class PixelCNN(nn.Sequential):
    """Bits [N, 1, H, W] to logits [N, 1, H, W]: p(x_i = 1 | the pixels before it) = sigmoid(logit_i). A 7x7 convolution of type
    A, `layers` 3x3 ones of type B, all of C channels and with ReLU, and a 1x1 convolution."""

    def __init__(self, C: int = 32, layers: int = 5) -> None:
        convs = [MaskedConv2d("A", 1, C, 7), *(MaskedConv2d("B", C, C, 3) for _ in range(layers))]
        super().__init__(*(part for conv in convs for part in (conv, nn.ReLU())), nn.Conv2d(C, 1, 1))

    @torch.no_grad()
    def sample(self, n: int, H: int, W: int, generator: torch.Generator | None = None) -> Tensor:
        """n images [n, 1, H, W] of 0 and 1, in the dtype of the parameters, pixel after pixel: H W passes."""
        x = next(self.parameters()).new_zeros(n, 1, H, W)
        for i in range(H):
            for j in range(W):
                x[:, :, i, j] = torch.bernoulli(torch.sigmoid(self(x)[:, :, i, j]), generator=generator)
        return x
