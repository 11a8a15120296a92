"""en: You send a vertex through W1 and its neighbours through W0 with the bias: it is added for each neighbour.
ko: 꼭짓점을 W1로, 이웃을 편향이 있는 W0으로 보냈습니다. 편향이 이웃마다 더해집니다.
"""

from __future__ import annotations

import torch
import torch.nn as nn


class GraphConv(nn.Module):
    def __init__(self, d_in, d_out):
        super().__init__()
        self.w0 = nn.Linear(d_in, d_out)
        self.w1 = nn.Linear(d_in, d_out, bias=False)

    def forward(self, verts, edges):
        out = self.w1(verts)
        neighbours = self.w0(verts)
        i, j = edges[:, 0], edges[:, 1]
        total = torch.zeros_like(out)
        total = total.index_add(0, i, neighbours[j])
        total = total.index_add(0, j, neighbours[i])
        return out + total


def chamfer(P, Q, squared=True, reduce="mean"):
    d = ((P[:, None, :] - Q[None, :, :]) ** 2).sum(dim=-1)
    a = d.min(dim=1).values
    b = d.min(dim=0).values
    if not squared:
        a, b = a.sqrt(), b.sqrt()
    if reduce == "mean":
        return a.mean() + b.mean()
    return a.sum() + b.sum()
