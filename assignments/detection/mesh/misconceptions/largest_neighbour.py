"""en: You take the maximum over the neighbours; add them.
ko: 이웃의 최댓값을 구했습니다. 더하십시오.
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
        out = self.w0(verts)
        neighbours = self.w1(verts)
        _i, _j = edges[:, 0], edges[:, 1]
        total = torch.zeros_like(out)
        both = torch.cat([edges, edges.flip(1)])
        for v in range(len(verts)):
            mine = both[both[:, 0] == v, 1]
            if len(mine):
                total[v] = neighbours[mine].amax(dim=0)
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
