import numpy as np
import torch

from grader.checks import check, close, derived

# Order and diagonals are free. What a mesh is made of is worked out on the host: its vertices, sorted, and of each triangle
# the square that it lies in, with its area.


def surface(mesh):
    verts, faces = mesh["verts"].values.astype(np.float64).reshape(-1, 3), mesh["faces"].values.reshape(-1, 3)
    inside = ((faces >= 0) & (faces < len(verts))).all(axis=1)
    a, b, c = (verts[faces[inside, k]] for k in range(3))
    corners = np.stack([a, b, c]) if len(a) else np.zeros((3, 0, 3))
    squares = np.concatenate([corners.min(axis=0, initial=np.inf), corners.max(axis=0, initial=-np.inf)], axis=1)
    ends = faces[inside]
    edges = np.concatenate([ends[:, [0, 1]], ends[:, [1, 2]], ends[:, [2, 0]]])
    there, back = (sorted(map(tuple, part.tolist())) for part in (edges, edges[:, ::-1]))
    return {
        "sizes": [len(verts), len(faces)],
        "faces without vertices": int((~inside).sum()),
        "vertices": ordered(verts),
        "squares": ordered(squares),
        "areas": np.sort(np.linalg.norm(np.cross(b - a, c - a), axis=1)) / 2,
        "edges that another face does not run back": sum(one != other for one, other in zip(there, back, strict=True)),
        "vertices that no face uses": len(set(range(len(verts))) - set(faces.ravel().tolist())),
    }


def normals(mesh):
    verts, faces = mesh["verts"].values.astype(np.float64).reshape(-1, 3), mesh["faces"].values.reshape(-1, 3)
    faces = faces[((faces >= 0) & (faces < len(verts))).all(axis=1)]
    a, b, c = (verts[faces[:, k]] for k in range(3))
    where = np.minimum(np.minimum(a, b), c) + np.maximum(np.maximum(a, b), c)
    volume = (a * np.cross(b, c)).sum() / 6
    return {"volume": volume, "squares and normals": ordered(np.concatenate([where, np.cross(b - a, c - a)], axis=1))}


def ordered(rows):
    return rows[np.lexsort(rows.T[::-1])] if len(rows) else rows


def surfaces(observed, reference):
    return {name: surface(mesh) for name, mesh in observed.items()}


def all_normals(observed, reference):
    return {name: normals(mesh) for name, mesh in observed.items()}


def meshes(impl, shapes):
    result = {}
    for name, occ in shapes.items():
        verts, faces = impl.cubify(occ.clone())
        result[name] = {"verts": verts, "faces": faces}
    return result


def box(draw, D, H, W):
    """A filled box somewhere in a grid, not at its border."""
    occ = torch.zeros(D + 4, H + 4, W + 4, dtype=torch.bool)
    d, h, w = (draw.integer(1, 4) for _ in range(3))
    occ[d : d + D, h : h + H, w : w + W] = True
    return occ


def at_random(draw, D, H, W, share=0.4):
    occ = torch.zeros(D, H, W, dtype=torch.bool)
    occ[1:-1, 1:-1, 1:-1] = draw.uniform(D - 2, H - 2, W - 2) < share
    occ[D // 2, H // 2, W // 2] = True
    return occ


@check(derived(surfaces, close(1e-6)))
def makes_a_box(impl, draw):
    return meshes(impl, {"a voxel": box(draw, 1, 1, 1), "1x2x3": box(draw, 1, 2, 3), "3x2x2": box(draw, 3, 2, 2)})


@check(derived(surfaces, close(1e-6)))
def merges_what_touches(impl, draw):
    corner = torch.zeros(4, 4, 4, dtype=torch.bool)
    corner[1, 1, 1] = corner[2, 2, 2] = True
    edge = torch.zeros(4, 4, 4, dtype=torch.bool)
    edge[1, 1, 1] = edge[1, 2, 2] = True
    return meshes(
        impl,
        {
            "at random": at_random(draw, 5, 6, 7),
            "a corner shared": corner,
            "an edge shared": edge,
            "crowded": at_random(draw, 5, 5, 5, 0.7),
        },
    )


@check(derived(all_normals, close(1e-6)))
def points_outwards(impl, draw):
    return meshes(
        impl,
        {"a box": box(draw, 2, 1, 3), "at random": at_random(draw, 6, 5, 5), "crowded": at_random(draw, 5, 6, 5, 0.8)},
    )


@check(derived(surfaces, close(1e-6)))
def ends_at_the_border(impl, draw):
    full = torch.ones(draw.integer(1, 4), draw.integer(2, 5), draw.integer(1, 4), dtype=torch.bool)
    return meshes(impl, {"full": full, "at random": draw.uniform(3, 4, 5) < 0.5, "flat": draw.uniform(1, 5, 4) < 0.7})


@check(derived(surfaces, close(1e-6)))
def finds_holes_and_nothing(impl, draw):
    hollow = torch.ones(5, 5, 5, dtype=torch.bool)
    hollow[1:-1, 1:-1, 1:-1] = draw.uniform(3, 3, 3) < 0.5
    hollow[2, 2, 2] = False
    ring = torch.ones(1, 3, 3, dtype=torch.bool)
    ring[0, 1, 1] = False
    return meshes(impl, {"hollow": hollow, "a ring": ring, "nothing": torch.zeros(2, 3, 4, dtype=torch.bool)})
