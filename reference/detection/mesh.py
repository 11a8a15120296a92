"""Parts of Mesh R-CNN (Gkioxari, Malik, Johnson, arXiv 1906.02739): the convolution over a mesh's edges (section 3.2), and the
chamfer distance of two point clouds (section 3.3)."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class GraphConv(nn.Module):
    """f'[i] = W0 f[i] + b + the sum over the neighbours j of i of W1 f[j]: [V, d_in] and edges [E, 2] to [V, d_out]."""

    def __init__(self, d_in: int, d_out: int) -> None:
        super().__init__()
        self.w0 = nn.Linear(d_in, d_out)
        self.w1 = nn.Linear(d_in, d_out, bias=False)

    def forward(self, verts: Tensor, edges: Tensor) -> Tensor:
        message = self.w1(verts)
        here, there = torch.cat([edges, edges.flip(1)]).unbind(dim=1)  # each edge both ways
        return self.w0(verts).index_add(0, here, message[there])


def chamfer(P: Tensor, Q: Tensor, squared: bool = True, reduce: str = "mean") -> Tensor:
    """From every point of P [n, 3] to the nearest of Q [m, 3] and the other way round: the means (or sums) of the squared (or
    plain) distances, added. A 0-d tensor."""
    d = (P[:, None] - Q).square().sum(dim=2)  # [n, m]
    there, back = d.amin(dim=1), d.amin(dim=0)
    if not squared:
        there, back = there.sqrt(), back.sqrt()
    return there.mean() + back.mean() if reduce == "mean" else there.sum() + back.sum()
