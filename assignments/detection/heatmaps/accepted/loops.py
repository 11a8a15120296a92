"""Plain loops."""

from __future__ import annotations

import math

import torch


def encode_heatmap(kpts, H, W, sigma):
    out = torch.zeros(len(kpts), H, W, dtype=torch.float64)
    for k, (x, y) in enumerate(kpts.tolist()):
        for i in range(H):
            for j in range(W):
                out[k, i, j] = math.exp(-((j - x) ** 2 + (i - y) ** 2) / (2 * sigma * sigma))
    return out


def decode_heatmap(hm):
    found = []
    for m in hm.tolist():
        best = max((v, i, j) for i, row in enumerate(m) for j, v in enumerate(row))
        found.append([best[2], best[1]])
    return torch.tensor(found)


def soft_argmax(hm):
    result = []
    for m in hm:
        i, j = torch.meshgrid(torch.arange(m.shape[0]), torch.arange(m.shape[1]), indexing="ij")
        result.append(torch.stack([(m * j).sum(), (m * i).sum()]) / m.sum())
    return torch.stack(result)
