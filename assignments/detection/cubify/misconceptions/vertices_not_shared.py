"""en: Every square brings corners of its own: vertices come several times.
ko: 정사각형마다 점을 새로 만들어서 꼭짓점이 여러 번 나옵니다.
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
    verts, faces, _number = [], [], {}

    def is_filled(x, y, z):
        if 0 <= x < W and 0 <= y < H and 0 <= z < D:
            return bool(occ[z, y, x])
        return False

    def vertex(corner):
        verts.append(corner)
        return len(verts) - 1

    for z, y, x in occ.nonzero().tolist():
        for direction in DIRECTIONS:
            if is_filled(x + direction[0], y + direction[1], z + direction[2]):
                continue
            a, b, c, d = [vertex((x + i, y + j, z + k)) for i, j, k in CORNERS[direction]]
            faces.append([a, b, c])
            faces.append([a, c, d])
    return torch.tensor(verts, dtype=torch.float32).reshape(-1, 3), torch.tensor(faces, dtype=torch.long).reshape(-1, 3)
