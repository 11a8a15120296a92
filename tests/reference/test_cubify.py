from __future__ import annotations

import itertools
from collections import Counter

import pytest
import torch
from loading import load
from torch import Tensor

cubify = load("detection/cubify").cubify


def volume(verts: Tensor, faces: Tensor) -> float:
    a, b, c = (verts[faces[:, k]].double() for k in range(3))
    return float((a * torch.linalg.cross(b, c)).sum() / 6)


def filled(*voxels: tuple[int, int, int]) -> Tensor:
    occ = torch.zeros(4, 4, 4, dtype=torch.bool)
    for voxel in voxels:
        occ[voxel] = True
    return occ


def hollow() -> Tensor:
    occ = torch.ones(3, 3, 3, dtype=torch.bool)
    occ[1, 1, 1] = False
    return occ


def ring() -> Tensor:
    occ = torch.ones(1, 3, 3, dtype=torch.bool)
    occ[0, 1, 1] = False
    return occ


@pytest.mark.parametrize(
    ("occ", "V", "F"),
    [
        (filled((1, 1, 1)), 8, 12),
        (filled((1, 1, 1), (1, 1, 2)), 12, 20),
        (filled((1, 1, 1), (1, 2, 2)), 14, 24),
        (filled((1, 1, 1), (2, 2, 2)), 15, 24),
        (torch.ones(3, 3, 3, dtype=torch.bool), 56, 108),
        (ring(), 32, 64),
        (hollow(), 64, 120),
    ],
)
def test_numbers_of_vertices_and_faces(occ: Tensor, V: int, F: int) -> None:
    verts, faces = cubify(occ)
    assert (len(verts), len(faces)) == (V, F)
    assert volume(verts, faces) == pytest.approx(int(occ.sum()))


@pytest.mark.parametrize("seed", range(4))
def test_any_mesh_is_closed_and_encloses_its_voxels(seed: int) -> None:
    occ = torch.rand(3, 4, 5, generator=torch.Generator().manual_seed(seed)) < 0.5
    verts, faces = cubify(occ)
    assert volume(verts, faces) == pytest.approx(int(occ.sum()))
    edges = Counter((f[i], f[(i + 1) % 3]) for f in faces.tolist() for i in range(3))
    assert all(edges[b, a] == n for (a, b), n in edges.items())
    assert len(verts.unique(dim=0)) == len(verts) == len(faces.unique())


def test_its_squares_are_those_of_a_naive_walk() -> None:
    occ = torch.rand(3, 4, 5, generator=torch.Generator().manual_seed(9)) < 0.5
    full = set(map(tuple, occ.nonzero().tolist()))
    expected = Counter()
    for d, h, w in full:
        for axis, step in itertools.product(range(3), (-1, 1)):
            normal = [0, 0, 0]
            normal[axis] = step
            if (d + normal[2], h + normal[1], w + normal[0]) not in full:
                centre = (w + 0.5 + normal[0] / 2, h + 0.5 + normal[1] / 2, d + 0.5 + normal[2] / 2)
                expected[centre, tuple(normal)] += 2
    verts, faces = cubify(occ)
    found = Counter()
    for face in faces:
        a, b, c = verts[face]
        centre = (verts[face].amin(dim=0) + verts[face].amax(dim=0)) / 2
        found[tuple(centre.tolist()), tuple(torch.linalg.cross(b - a, c - a).int().tolist())] += 1
    assert found == expected


def test_nothing_gives_an_empty_mesh() -> None:
    verts, faces = cubify(torch.zeros(2, 3, 4, dtype=torch.bool))
    assert verts.shape == faces.shape == (0, 3)
