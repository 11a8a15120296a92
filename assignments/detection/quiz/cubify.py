import itertools
from functools import cache

import torch

from grader.model import Grid, Picture, Text
from grader.quiz import Drawn, told_apart


@cache
def _mesh(reference, occ):
    """V, F and the volume of the mesh of nested tuples of 0 and 1."""
    verts, faces = reference("detection/cubify").cubify(torch.tensor(occ, dtype=torch.bool))
    a, b, c = verts[faces].unbind(dim=1)
    return len(verts), len(faces), round((a * torch.linalg.cross(b, c)).sum().item() / 6)


def _block(d, h, w):
    return tuple(tuple((1,) * w for _ in range(h)) for _ in range(d))


def block_counts(rng, reference):
    while True:
        a, b, c = (rng.randrange(2, 7) for _ in range(3))
        if not a == b == c:
            break
    V, F, n = _mesh(reference, _block(a, b, c))
    mistakes = {
        "inner_corners_listed": ((a + 1) * (b + 1) * (c + 1), F),
        "squares": (V, F // 2),
        "separate_cubes": (8 * n, 12 * n),
        "vertices_not_shared": (2 * F, F),
    }
    return Drawn({"a": a, "b": b, "c": c, "V": V, "F": F}, (V, F), mistakes)


def faces_of_the_drawing(rng, reference):
    H, W = 3, rng.choice([3, 4])
    places = list(itertools.product(range(2), range(H), range(W)))
    filled = {rng.choice(places)}
    size = rng.randrange(7, 11)
    while len(filled) < size:  # grows by neighbours, so that it stays connected
        beside = [p for p in places if p not in filled and any(_distance(p, q) == 1 for q in filled)]
        filled.add(rng.choice(beside))
    if len({d for d, _, _ in filled}) == 1 or all((1 - d, i, j) not in filled for d, i, j in filled):
        return faces_of_the_drawing(rng, reference)
    occ = tuple(tuple(tuple(int((d, i, j) in filled) for j in range(W)) for i in range(H)) for d in range(2))
    touching = [(p, q) for p, q in itertools.combinations(sorted(filled), 2) if _distance(p, q) == 1]
    across = sum(p[0] != q[0] for p, q in touching)
    _, F, _ = _mesh(reference, occ)
    mistakes = {
        "inner_sides_kept": 12 * size,
        "squares": F // 2,
        "layers_apart": F + 4 * across,
        "one_side_of_a_pair": 12 * size - 2 * len(touching),
    }
    if len({F, *mistakes.values()}) < 5:
        del mistakes["layers_apart" if mistakes["layers_apart"] == mistakes["one_side_of_a_pair"] else "squares"]
    grids = tuple(Grid(Text.same(f"d = {d}"), tuple(tuple(map(float, row)) for row in occ[d])) for d in range(2))
    figure = Picture("grids", Text("Filled voxels of two layers", "두 층에서 채워진 복셀"), (), grids=grids)
    values = {"H": H, "W": W, "n": size, "within": len(touching) - across, "across": across, "pairs": len(touching)}
    return Drawn(values | {"answer": F}, F, mistakes, figure)


def _distance(p, q):
    return sum(abs(a - b) for a, b in zip(p, q, strict=True))


_OBJECTS = {
    "solid": {"en": "a solid box", "ko": "속이 꽉 찬 상자"},
    "one_tunnel": {"en": "a box with a tunnel through it", "ko": "터널 하나가 뚫린 상자"},
    "two_tunnels": {"en": "a box with two separate tunnels through it", "ko": "서로 떨어진 터널 두 개가 뚫린 상자"},
    "cavity": {"en": "a box with a closed cavity inside", "ko": "안에 닫힌 공동이 있는 상자"},
}


@cache
def _object(name, d, h, w):
    """A box of d x h x w voxels, of which some are empty."""
    empty = {
        "solid": set(),
        "one_tunnel": set(itertools.product(range(d), range(1, h - 1), range(1, w - 1))),
        "two_tunnels": set(itertools.product(range(d), range(1, h - 1), (1, w - 2))),
        "cavity": set(itertools.product(range(1, d - 1), range(1, h - 1), range(1, w - 1))),
    }[name]
    return tuple(tuple(tuple(int((z, y, x) not in empty) for x in range(w)) for y in range(h)) for z in range(d))


def shape_from_counts(rng, reference):
    name = rng.choice(list(_OBJECTS))
    d, h, w = rng.randrange(3, 6), rng.randrange(3, 6), rng.randrange(5, 8)
    V, F, _ = _mesh(reference, _object(name, d, h, w))
    E = 3 * F // 2
    mistakes = {other: text for other, text in _OBJECTS.items() if other != name}
    return Drawn({"V": V, "F": F, "E": E, "chi": V - E + F}, _OBJECTS[name], mistakes)


def signed_volume(rng, reference):
    a, b, c = rng.randrange(1, 6), rng.randrange(2, 7), rng.randrange(2, 7)
    _, F, n = _mesh(reference, _block(a, b, c))
    mistakes = told_apart(-n, {"orientation_ignored": n, "cancels": 0, "counts_triangles": F})
    return Drawn({"a": a, "b": b, "c": c, "answer": -n}, -n, mistakes)
