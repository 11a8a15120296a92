from __future__ import annotations

import math

import pytest
import torch
from loading import load

reference = load("detection/heatmaps")


@pytest.mark.parametrize("sigma", [0.7, 2.0])
def test_it_is_the_naive_gaussian(sigma: float) -> None:
    points = [(2.3, 4.9), (-1.0, 0.2)]
    maps = reference.encode_heatmap(torch.tensor(points, dtype=torch.float64), 6, 8, sigma)
    assert maps.shape == (2, 6, 8)
    for k, (x, y) in enumerate(points):
        for i in range(6):
            for j in range(8):
                expected = math.exp(-(math.dist((x, y), (j, i)) ** 2) / (2 * sigma**2))
                assert float(maps[k, i, j]) == pytest.approx(expected, abs=1e-12)


def test_the_worked_examples() -> None:
    maps = reference.encode_heatmap(torch.tensor([[5.0, 5.0], [20.3, 41.8]], dtype=torch.float64), 64, 64, 2.0)
    assert float(maps[0, 5, 6]) == pytest.approx(0.882497, abs=1e-6)
    assert float(maps[0, 6, 6]) == pytest.approx(0.7788, abs=1e-4)
    assert reference.decode_heatmap(maps)[1].tolist() == [20, 42]
    assert reference.soft_argmax(maps)[1].tolist() == pytest.approx([20.3, 41.8], abs=1e-6)


def test_every_point_is_found_again_to_half_a_pixel() -> None:
    kpts = torch.rand(200, 2, dtype=torch.float64) * torch.tensor([30.0, 20.0])
    found = reference.decode_heatmap(reference.encode_heatmap(kpts, 21, 31, 1.5))
    assert float((found - kpts).abs().max()) <= 0.5


def test_the_centre_of_mass_is_the_naive_mean() -> None:
    hm = torch.rand(2, 4, 7, dtype=torch.float64)
    for map_, found in zip(hm, reference.soft_argmax(hm), strict=True):
        mass = sum(float(map_[i, j]) for i in range(4) for j in range(7))
        x = sum(float(map_[i, j]) * j for i in range(4) for j in range(7)) / mass
        y = sum(float(map_[i, j]) * i for i in range(4) for j in range(7)) / mass
        assert found.tolist() == pytest.approx([x, y])
