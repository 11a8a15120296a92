"""A dense adjacency matrix; plain parameters; torch.cdist."""

from __future__ import annotations

import torch
from torch import nn


class GraphConv(nn.Module):
    def __init__(self, d_in, d_out):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(d_out))
        self.theta = nn.Parameter(torch.randn(2, d_in, d_out) / d_in**0.5)

    def forward(self, verts, edges):
        a = torch.zeros(len(verts), len(verts), dtype=verts.dtype)
        a[edges[:, 0], edges[:, 1]] = 1
        a = a + a.T
        return verts @ self.theta[0] + a @ verts @ self.theta[1] + self.bias


def chamfer(P, Q, squared=True, reduce="mean"):
    d = torch.cdist(P, Q)
    if squared:
        d = d**2
    f = {"mean": torch.mean, "sum": torch.sum}[reduce]
    return f(d.amin(1)) + f(d.amin(0))
