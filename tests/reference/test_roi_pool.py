from __future__ import annotations

from types import ModuleType

import pytest
import torch
import torch.nn.functional as F
from boxes import random_boxes
from loading import load
from torch import Tensor

roi_pool = load("detection/roi_pool").roi_pool


def regions(n: int, seed: int) -> Tensor:
    images = torch.randint(0, 2, (n, 1), generator=torch.Generator().manual_seed(seed)).double()
    return torch.cat([images, random_boxes(n, seed).clamp(min=0)], dim=1)


@pytest.mark.parametrize(("out", "scale"), [(7, 1 / 8), (3, 0.1), (1, 1 / 16)])
def test_it_is_torchvisions_with_gradients(compiled_ops: ModuleType, out: int, scale: float) -> None:
    feat = torch.randn(2, 3, 12, 14, dtype=torch.float64, requires_grad=True)
    rois = regions(60, 1)
    both = roi_pool(feat, rois, out, scale), compiled_ops.roi_pool(feat, rois, out, scale)
    assert torch.equal(*both)
    torch.testing.assert_close(*[torch.autograd.grad(y.square().sum(), feat)[0] for y in both])


@pytest.mark.parametrize("out", [1, 2, 5, 7])
def test_it_is_adaptive_pooling_of_the_inclusive_crop_with_gradients(out: int) -> None:
    feat = torch.randn(2, 3, 14, 14, dtype=torch.float64, requires_grad=True)
    rois = regions(40, 2)
    crops = []
    for image, *corners in rois.tolist():
        x1, y1, x2, y2 = (round(corner / 8) for corner in corners)
        crops.append(F.adaptive_max_pool2d(feat[int(image), :, y1 : y2 + 1, x1 : x2 + 1], out))
    both = roi_pool(feat, rois, out, 1 / 8), torch.stack(crops)
    assert torch.equal(*both)
    torch.testing.assert_close(*[torch.autograd.grad(y.square().sum(), feat)[0] for y in both])


def test_the_worked_examples() -> None:
    ramp = torch.arange(64.0).reshape(1, 1, 8, 8)
    rois = torch.tensor([[0.0, 1, 1, 4, 4], [0.0, 1, 1, 3, 3]])
    assert roi_pool(ramp, rois, 2, 1.0)[:, 0].tolist() == [[[18, 20], [34, 36]], [[18, 19], [26, 27]]]


def test_beyond_the_map_bins_are_cut_off_or_empty() -> None:
    ramp = torch.arange(16.0).reshape(1, 1, 4, 4)
    rois = torch.tensor([[0.0, 2, 2, 7, 7], [0.0, 9, 9, 12, 12]])
    assert roi_pool(ramp, rois, 2, 1.0)[:, 0].tolist() == [[[15, 0], [0, 0]], [[0, 0], [0, 0]]]


def test_halves_round_upwards() -> None:
    ramp = torch.arange(16.0).reshape(1, 1, 4, 4)
    assert roi_pool(ramp, torch.tensor([[0.0, 1, 1, 5, 5]]), 1, 0.5)[0, 0].tolist() == [[15]]


def test_no_region_gives_no_features() -> None:
    assert roi_pool(torch.zeros(1, 3, 4, 4), torch.zeros(0, 5), 7).shape == (0, 3, 7, 7)
