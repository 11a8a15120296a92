"""Corners numbered through the grid, then compressed."""

from __future__ import annotations

import torch


def cubify(occ):
    D, H, W = occ.shape
    grid = torch.zeros(D + 2, H + 2, W + 2, dtype=torch.bool)
    grid[1:-1, 1:-1, 1:-1] = occ

    def key(z, y, x):
        return (z * (H + 1) + y) * (W + 1) + x

    triangles = []
    for z, y, x in occ.nonzero().tolist():
        c = [key(z + (n >> 2 & 1), y + (n >> 1 & 1), x + (n & 1)) for n in range(8)]
        sides = {
            (0, 0, -1): (0, 4, 6, 2),
            (0, 0, 1): (1, 3, 7, 5),
            (0, -1, 0): (0, 1, 5, 4),
            (0, 1, 0): (2, 6, 7, 3),
            (-1, 0, 0): (0, 2, 3, 1),
            (1, 0, 0): (4, 5, 7, 6),
        }
        for (dz, dy, dx), (p, q, r, s) in sides.items():
            if not grid[z + 1 + dz, y + 1 + dy, x + 1 + dx]:
                triangles += [(c[q], c[r], c[p]), (c[s], c[p], c[r])]
    keys = sorted({k for t in triangles for k in t})
    rank = {k: i for i, k in enumerate(keys)}
    verts = [(k % (W + 1), k // (W + 1) % (H + 1), k // ((W + 1) * (H + 1))) for k in keys]
    faces = [[rank[k] for k in t] for t in triangles]
    return torch.tensor(verts, dtype=torch.float64).view(-1, 3), torch.tensor(faces, dtype=torch.int32).view(-1, 3)
