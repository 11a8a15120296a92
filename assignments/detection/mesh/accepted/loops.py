"""One edge, one point after another."""

from __future__ import annotations

import torch
from torch import nn


class GraphConv(nn.Module):
    def __init__(self, d_in, d_out):
        super().__init__()
        self.neighbour = nn.Linear(d_in, d_out, bias=False)
        self.own = nn.Linear(d_in, d_out)

    def forward(self, verts, edges):
        rows = list(self.own(verts))
        for i, j in edges.tolist():
            rows[i] = rows[i] + self.neighbour(verts[j])
            rows[j] = rows[j] + self.neighbour(verts[i])
        return torch.stack(rows)


def chamfer(P, Q, squared=True, reduce="mean"):
    total = 0
    for a, b in ((P, Q), (Q, P)):
        nearest = torch.stack([((b - x) ** 2).sum(1).min() for x in a])
        if not squared:
            nearest = torch.sqrt(nearest)
        total = total + (nearest.mean() if reduce == "mean" else nearest.sum())
    return total
