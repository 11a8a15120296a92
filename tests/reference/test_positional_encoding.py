from __future__ import annotations

import math

import pytest
import torch
from loading import load

reference = load("sequence/positional_encoding")


@pytest.mark.parametrize(("T", "d"), [(1, 2), (7, 16), (60, 64)])
def test_it_is_the_formula_number_by_number(T: int, d: int) -> None:
    pe = reference.sinusoidal_pe(T, d)
    assert pe.shape == (T, d) and pe.dtype == torch.float32
    for p in range(T):
        for i in range(d // 2):
            angle = p / math.pow(10000, 2 * i / d)
            assert pe[p, 2 * i : 2 * i + 2].tolist() == pytest.approx([math.sin(angle), math.cos(angle)], abs=1e-7)


def test_published_numbers() -> None:
    assert reference.sinusoidal_pe(2, 16)[1, :4].tolist() == pytest.approx([0.8415, 0.5403, 0.3110, 0.9504], abs=5e-5)


def test_the_worked_example() -> None:
    pe = reference.sinusoidal_pe(3, 4)
    rows = [[0, 1, 0, 1], [0.8415, 0.5403, 0.0100, 0.99995], [0.9093, -0.4161, 0.0200, 0.9998]]
    assert pe.tolist() == [pytest.approx(row, abs=5e-5) for row in rows]
    assert float(pe[0] @ pe[1]) == pytest.approx(float(pe[1] @ pe[2])) == pytest.approx(1.5403, abs=5e-5)
    assert math.cos(1) + math.cos(0.01) == pytest.approx(1.5403, abs=5e-5)


def test_rows_have_one_length_and_products_depend_on_the_distance() -> None:
    pe = reference.sinusoidal_pe(50, 32).double()
    products = pe @ pe.T
    torch.testing.assert_close(products.diagonal(), torch.full((50,), 16.0, dtype=torch.float64), rtol=0, atol=1e-5)
    for k in range(1, 50):
        diagonal = products.diagonal(k)
        torch.testing.assert_close(diagonal, diagonal[:1].expand_as(diagonal), rtol=0, atol=1e-5)


def test_a_distance_is_one_linear_map_wherever_it_begins() -> None:
    pe, k = reference.sinusoidal_pe(40, 8).double(), 3
    turn = torch.linalg.lstsq(pe[:-k], pe[k:]).solution
    torch.testing.assert_close(pe[:-k] @ turn, pe[k:], rtol=0, atol=1e-4)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_the_module_adds_it_and_learns_nothing(dtype: torch.dtype) -> None:
    x, module = torch.randn(3, 5, 8, dtype=dtype, requires_grad=True), reference.PositionalEncoding(8)
    y = module(x)
    torch.testing.assert_close(y, x + reference.sinusoidal_pe(5, 8).to(dtype))
    assert not list(module.parameters()) and y.dtype == dtype
    assert torch.equal(torch.autograd.grad(y.sum(), x)[0], torch.ones_like(x))
