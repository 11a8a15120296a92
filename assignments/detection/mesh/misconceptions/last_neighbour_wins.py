"""en: total[i] += adds once where an index comes several times: the last neighbour wins. Use index_add.
ko: 같은 인덱스가 여러 번 나오면 total[i] +=는 한 번만 더합니다. index_add를 쓰십시오.
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
        i, j = edges[:, 0], edges[:, 1]
        total = torch.zeros_like(out)
        total[i] = total[i] + neighbours[j]
        total[j] = total[j] + neighbours[i]
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
