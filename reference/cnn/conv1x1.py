"""The 1x1 convolution: the same linear layer at every pixel (Lin, Chen, Yan, arXiv 1312.4400), and what it saves before a larger
kernel (Szegedy et al., arXiv 1409.4842).

    y[n, o, i, j] = b[o] + sum over c of w[o, c] x[n, c, i, j]
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Conv1x1(nn.Module):
    """[N, ci, H, W] to [N, co, H, W]. The dtype is that of the weights, float32 by default."""

    def __init__(self, ci: int, co: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(co, ci))
        self.bias = nn.Parameter(torch.zeros(co))
        nn.init.kaiming_uniform_(self.weight, nonlinearity="linear")

    def forward(self, x: Tensor) -> Tensor:
        return torch.einsum("oc,nchw->nohw", self.weight, x) + self.bias[:, None, None]


def bottleneck_params(ci: int, mid: int, co: int, k: int) -> int:
    """Weights of a 1x1 convolution from ci to mid channels and a k x k one from mid to co; biases are not counted."""
    return ci * mid + mid * co * k**2


def bottleneck_macs(ci: int, mid: int, co: int, k: int, h: int, w: int) -> int:
    """Multiply-adds of both for one image of h x w pixels, whose size they keep."""
    return h * w * bottleneck_params(ci, mid, co, k)


def share(ci: int, mid: int, co: int, k: int) -> float:
    """The bottleneck's weights as a share of those of one k x k convolution from ci to co."""
    return bottleneck_params(ci, mid, co, k) / (ci * co * k**2)
