"""All six sides of all voxels, of which those that come twice are removed."""

from __future__ import annotations

from collections import Counter

import torch

CUBE = [
    [(0, 0, 0), (0, 1, 0), (1, 1, 0), (1, 0, 0)],
    [(0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)],
    [(0, 0, 0), (1, 0, 0), (1, 0, 1), (0, 0, 1)],
    [(0, 1, 0), (0, 1, 1), (1, 1, 1), (1, 1, 0)],
    [(0, 0, 0), (0, 0, 1), (0, 1, 1), (0, 1, 0)],
    [(1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 0, 1)],
]


def cubify(occ):
    squares = []
    for z, y, x in torch.nonzero(occ).tolist():
        squares += [tuple((x + i, y + j, z + k) for i, j, k in side) for side in CUBE]
    times = Counter(frozenset(square) for square in squares)
    outer = [square for square in squares if times[frozenset(square)] == 1]
    points = list(dict.fromkeys(point for square in outer for point in square))
    place = {point: i for i, point in enumerate(points)}
    faces = [[place[square[i]] for i in tri] for square in outer for tri in ((0, 1, 3), (1, 2, 3))]
    if not faces:
        return torch.zeros(0, 3), torch.zeros(0, 3, dtype=torch.long)
    return torch.tensor(points).float(), torch.tensor(faces)
