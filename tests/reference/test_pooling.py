from __future__ import annotations

import math

import pytest
import torch
import torch.nn.functional as F
from loading import load

reference = load("cnn/pooling")

SETTINGS = [
    (2, None, 0), (3, 2, 0), (3, 2, 1), (2, 2, 1), (3, 1, 1), (2, 3, 0), (4, 3, 2), (5, 2, 2), (3, 3, 1), (1, 2, 0),
]  # fmt: skip


@pytest.mark.parametrize(("k", "s", "p"), SETTINGS)
@pytest.mark.parametrize("ceil", [False, True])
@pytest.mark.parametrize("size", [(6, 6), (7, 10), (9, 8), (5, 13)])
def test_both_are_torchs_with_gradients(k: int, s: int | None, p: int, ceil: bool, size: tuple[int, int]) -> None:
    x = torch.randn(2, 3, *size, dtype=torch.float64, requires_grad=True)
    pairs = [(reference.max_pool2d(x, k, s, p, ceil), F.max_pool2d(x, k, s, p, ceil_mode=ceil))]
    for include in (True, False):
        ours, theirs = reference.avg_pool2d(x, k, s, p, ceil, include), F.avg_pool2d(x, k, s, p, ceil, include)
        pairs.append((ours, theirs))
    for ours, theirs in pairs:
        torch.testing.assert_close(ours, theirs)
        weights = torch.randn_like(ours)
        gradients = [torch.autograd.grad((y * weights).sum(), x)[0] for y in (ours, theirs)]
        torch.testing.assert_close(*gradients)


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("shape", [(6, 6), (7, 10), (13, 5), (2, 3)])
def test_adaptive_pooling_is_torchs(size: int, shape: tuple[int, int]) -> None:
    x = torch.randn(2, 3, *shape, dtype=torch.float64)
    torch.testing.assert_close(reference.adaptive_avg_pool2d(x, size), F.adaptive_avg_pool2d(x, size))


def test_worked_examples() -> None:
    x = torch.arange(36.0).reshape(1, 1, 6, 6)
    assert reference.max_pool2d(x, 3, 2).tolist() == [[[[14, 16], [26, 28]]]]
    assert reference.max_pool2d(x, 3, 2, ceil_mode=True).shape == (1, 1, 3, 3)
    ones = torch.ones(1, 1, 4, 4)
    assert math.isclose(float(reference.avg_pool2d(ones, 3, 2, 1)[0, 0, 0, 0]), 4 / 9, rel_tol=1e-6)
    assert float(reference.avg_pool2d(ones, 3, 2, 1, count_include_pad=False)[0, 0, 0, 0]) == 1
    assert float(reference.max_pool2d(-ones, 3, 2, 1).max()) == -1


def test_sizes_of_alexnet() -> None:
    assert [reference.out_size(n, 3, 2, 0, False) for n in (55, 27, 13)] == [27, 13, 6]
