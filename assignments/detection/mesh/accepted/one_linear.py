"""One nn.Linear over the vertex and its sum."""

from __future__ import annotations

import torch
from torch import nn


class GraphConv(nn.Module):
    def __init__(self, d_in, d_out):
        super().__init__()
        self.lin = nn.Linear(2 * d_in, d_out)

    def forward(self, verts, edges):
        src = torch.cat([edges[:, 0], edges[:, 1]])
        dst = torch.cat([edges[:, 1], edges[:, 0]])
        summed = torch.zeros_like(verts).scatter_add(0, dst[:, None].expand(-1, verts.shape[1]), verts[src])
        return self.lin(torch.cat([verts, summed], dim=1))


def chamfer(P, Q, squared=True, reduce="mean"):
    def side(a, b):
        gaps = (a.unsqueeze(1) - b.unsqueeze(0)).pow(2).sum(2)
        nearest = gaps.gather(1, gaps.argmin(1, keepdim=True))
        nearest = nearest if squared else nearest**0.5
        return getattr(nearest, reduce)()

    return side(P, Q) + side(Q, P)
