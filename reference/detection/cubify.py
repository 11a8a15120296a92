"""Cubify (Gkioxari, Malik, Johnson, arXiv 1906.02739, section 3.2): the surface of a set of voxels as a triangle mesh."""

from __future__ import annotations

import itertools

import torch
from torch import Tensor


def cubify(occ: Tensor) -> tuple[Tensor, Tensor]:
    """Vertices float32 [V, 3] as (x, y, z), and faces int64 [F, 3], of the boundary of occupied voxels, bool [D, H, W]. Voxel
    [d, h, w] fills x in [w, w + 1], y in [h, h + 1], z in [d, d + 1]. Corners are shared, normals point outwards."""
    padded = torch.nn.functional.pad(occ.permute(2, 1, 0), (1, 1) * 3)  # [x, y, z]; nothing beyond the border
    corners: list[Tensor] = []
    for axis, side in itertools.product(range(3), (0, 1)):
        neighbour = padded.roll(1 if side == 0 else -1, axis)
        voxels = (padded & ~neighbour).nonzero() - 1  # the voxels with nothing on this side
        u, v = torch.eye(3, dtype=torch.int64)[[(axis + 1) % 3, (axis + 2) % 3]]  # u x v points along the axis
        origin = voxels + side * torch.eye(3, dtype=torch.int64)[axis]
        around = torch.stack([torch.zeros_like(u), u, u + v, v])  # counter-clockwise seen from the far side
        square = origin[:, None] + (around if side else around.flip(0))
        corners += [square[:, [0, 1, 2]], square[:, [0, 2, 3]]]
    triangles = torch.cat(corners)  # [F, 3, 3]
    verts, faces = triangles.reshape(-1, 3).unique(dim=0, return_inverse=True)
    return verts.float(), faces.reshape(-1, 3)
