from __future__ import annotations

import math

import pytest
import torch
from loading import load

reference = load("detection/mesh")


def test_the_layer_is_a_product_with_the_adjacency_matrix() -> None:
    conv = reference.GraphConv(3, 4).double()
    f = torch.randn(6, 3, dtype=torch.float64)
    edges = torch.tensor([[0, 1], [2, 1], [3, 0], [4, 1]])
    A = torch.zeros(6, 6, dtype=torch.float64)
    for i, j in edges.tolist():
        A[i, j] = A[j, i] = 1
    expected = f @ conv.w0.weight.T + conv.w0.bias + A @ f @ conv.w1.weight.T
    torch.testing.assert_close(conv(f, edges), expected, rtol=0, atol=1e-12)
    torch.testing.assert_close(conv(f, edges.flip(0).flip(1)), expected, rtol=0, atol=1e-12)


def test_the_worked_path() -> None:
    conv = reference.GraphConv(1, 1)
    with torch.no_grad():
        conv.w0.weight.fill_(2), conv.w1.weight.fill_(1), conv.w0.bias.zero_()
    f = torch.tensor([[1.0], [10.0], [100.0]])
    assert conv(f, torch.tensor([[0, 1], [1, 2]])).flatten().tolist() == [12, 121, 210]


def test_renumbering_the_vertices_renumbers_the_answers() -> None:
    conv, f, edges = reference.GraphConv(3, 2), torch.randn(5, 3), torch.tensor([[0, 1], [1, 2], [2, 4]])
    order = torch.tensor([3, 0, 4, 1, 2])  # vertex order[i] becomes i
    torch.testing.assert_close(conv(f[order], order.argsort()[edges]), conv(f, edges)[order])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [((True, "mean"), 2 + 1 / 6), ((False, "mean"), 1.5), ((True, "sum"), 6), ((False, "sum"), 4)],
)
def test_the_worked_clouds(arguments: tuple[bool, str], expected: float) -> None:
    P, Q = torch.tensor([[0.0, 0, 0], [1, 0, 0]]), torch.tensor([[0.0, 0, 0], [0, 2, 0], [1, 0, 1]])
    assert float(reference.chamfer(P, Q, *arguments)) == pytest.approx(expected)
    assert float(reference.chamfer(Q, P, *arguments)) == pytest.approx(expected)


def test_the_distance_is_the_naive_one() -> None:
    P, Q = torch.randn(6, 3, dtype=torch.float64), torch.randn(9, 3, dtype=torch.float64)
    p, q = P.tolist(), Q.tolist()
    there = sum(min(math.dist(a, b) ** 2 for b in q) for a in p) / 6
    back = sum(min(math.dist(a, b) ** 2 for a in p) for b in q) / 9
    assert float(reference.chamfer(P, Q)) == pytest.approx(there + back)


def test_points_close_to_their_places_find_them_by_the_distances_gradient() -> None:
    g = torch.Generator().manual_seed(0)
    target = torch.randn(8, 3, generator=g, dtype=torch.float64)
    points = (target + 0.05 * torch.randn(8, 3, generator=g, dtype=torch.float64)).requires_grad_()
    optimizer = torch.optim.Adam([points], lr=0.01)
    for _ in range(300):
        optimizer.zero_grad()
        reference.chamfer(points, target).backward()
        optimizer.step()
    assert reference.chamfer(points, target).item() < 1e-8
