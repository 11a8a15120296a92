"""en: Each square has one triangle; it takes two.
ko: 정사각형마다 삼각형이 하나입니다. 둘이어야 합니다.
"""

from __future__ import annotations

import torch

DIRECTIONS = [(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)]  # in x, y, z
CORNERS = {
    (1, 0, 0): [(1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 0, 1)],
    (-1, 0, 0): [(0, 0, 0), (0, 0, 1), (0, 1, 1), (0, 1, 0)],
    (0, 1, 0): [(0, 1, 0), (0, 1, 1), (1, 1, 1), (1, 1, 0)],
    (0, -1, 0): [(0, 0, 0), (1, 0, 0), (1, 0, 1), (0, 0, 1)],
    (0, 0, 1): [(0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)],
    (0, 0, -1): [(0, 0, 0), (0, 1, 0), (1, 1, 0), (1, 0, 0)],
}


def cubify(occ):
    D, H, W = occ.shape
    verts, faces, number = [], [], {}

    def is_filled(x, y, z):
        if 0 <= x < W and 0 <= y < H and 0 <= z < D:
            return bool(occ[z, y, x])
        return False

    def vertex(corner):
        if corner not in number:
            number[corner] = len(verts)
            verts.append(corner)
        return number[corner]

    for z, y, x in occ.nonzero().tolist():
        for direction in DIRECTIONS:
            if is_filled(x + direction[0], y + direction[1], z + direction[2]):
                continue
            a, b, c, _d = [vertex((x + i, y + j, z + k)) for i, j, k in CORNERS[direction]]
            faces.append([a, b, c])
    return torch.tensor(verts, dtype=torch.float32).reshape(-1, 3), torch.tensor(faces, dtype=torch.long).reshape(-1, 3)
