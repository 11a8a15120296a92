from __future__ import annotations

from types import ModuleType

import pytest
import torch
import torch.nn.functional as F
from boxes import random_boxes
from loading import load
from torch import Tensor

roi_align = load("detection/roi_align").roi_align


def regions(n: int, seed: int) -> Tensor:
    images = torch.randint(0, 2, (n, 1), generator=torch.Generator().manual_seed(seed)).double()
    return torch.cat([images, random_boxes(n, seed)], dim=1)


@pytest.mark.parametrize("aligned", [True, False])
@pytest.mark.parametrize("ratio", [-1, 1, 2, 3])
def test_it_is_torchvisions_with_gradients(torchvision: ModuleType, ratio: int, aligned: bool) -> None:
    """torchvision's own translation of its operator into Python, which knows no samples far beyond the map."""
    from torchvision.ops.roi_align import _roi_align

    feat = torch.randn(2, 3, 12, 14, dtype=torch.float64, requires_grad=True)
    rois = regions(40, 1).clamp(max=96)
    theirs = _roi_align.__wrapped__(feat, rois, 1 / 8, 3, 3, ratio, aligned)  # not compiled
    ours = roi_align(feat, rois, 3, 1 / 8, ratio, aligned)
    torch.testing.assert_close(ours, theirs, rtol=0, atol=1e-12)
    torch.testing.assert_close(*[torch.autograd.grad(y.square().sum(), feat)[0] for y in (ours, theirs)])


@pytest.mark.parametrize("aligned", [True, False])
def test_the_operator_agrees(compiled_ops: ModuleType, aligned: bool) -> None:
    feat, rois = torch.randn(2, 3, 12, 14, dtype=torch.float64), regions(40, 2)
    theirs = compiled_ops.roi_align(feat, rois, 4, 1 / 8, 2, aligned)
    torch.testing.assert_close(roi_align(feat, rois, 4, 1 / 8, 2, aligned), theirs, rtol=0, atol=1e-12)


def test_more_than_a_pixel_beyond_the_map_there_is_nothing() -> None:
    ones, roi = torch.ones(1, 1, 4, 4), torch.tensor([[0.0, 0, 0, 4, 12]])  # samples at y = 0.5, 2.5, ..., 10.5
    assert roi_align(ones, roi, 3, 1.0, 2).flatten().tolist() == [1] * 3 + [0] * 6


def test_inside_the_map_it_is_grid_sample() -> None:
    feat, out = torch.randn(1, 2, 9, 11, dtype=torch.float64), 3
    x1, y1, x2, y2 = 1.3, 2.1, 8.2, 6.9
    cells = (torch.arange(2 * out, dtype=torch.float64) + 0.5) / (2 * out)
    y, x = y1 - 0.5 + cells * (y2 - y1), x1 - 0.5 + cells * (x2 - x1)
    grid = torch.stack(torch.meshgrid((2 * x + 1) / 11 - 1, (2 * y + 1) / 9 - 1, indexing="xy"), dim=-1)[None]
    expected = F.avg_pool2d(F.grid_sample(feat, grid, align_corners=False), 2)
    torch.testing.assert_close(
        roi_align(feat, torch.tensor([[0, x1, y1, x2, y2]]), out, 1.0), expected, rtol=0, atol=1e-6
    )


def test_the_worked_examples() -> None:
    ramp, roi = torch.arange(64.0).reshape(1, 1, 8, 8), torch.tensor([[0.0, 1, 1, 5, 5]])
    assert roi_align(ramp, roi, 2, 1.0)[0, 0].tolist() == [[13.5, 15.5], [29.5, 31.5]]
    assert roi_align(ramp, roi, 2, 1.0, aligned=False)[0, 0].tolist() == [[18, 20], [34, 36]]


@pytest.mark.parametrize("delta", [0.1, 0.37])
def test_moving_a_region_on_a_ramp_moves_its_values_as_much(delta: float) -> None:
    ramp = torch.arange(20.0, dtype=torch.float64).repeat(20, 1)[None, None]
    roi = torch.tensor([[0.0, 3.2, 4.1, 9.7, 11.3]], dtype=torch.float64)
    moved = roi + torch.tensor([0, delta, 0, delta, 0], dtype=torch.float64)
    torch.testing.assert_close(roi_align(ramp, moved, 3, 1.0), roi_align(ramp, roi, 3, 1.0) + delta)


def test_no_region_gives_no_features() -> None:
    assert roi_align(torch.zeros(1, 3, 4, 4), torch.zeros(0, 5), 7, 1.0).shape == (0, 3, 7, 7)
