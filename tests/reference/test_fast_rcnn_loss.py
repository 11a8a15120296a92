from __future__ import annotations

import math
from types import ModuleType

import pytest
import torch
import torch.nn.functional as F
from loading import load
from torch import Tensor

fast_rcnn_loss = load("detection/fast_rcnn_loss").fast_rcnn_loss


def regions(R: int, K: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    g = torch.Generator().manual_seed(R)
    numbers = [torch.randn(R, width, generator=g, dtype=torch.float64) for width in (K + 1, 4 * (K + 1), 4)]
    return numbers[0], numbers[1], torch.randint(0, K + 1, (R,), generator=g), numbers[2]


def smooth_l1(x: float) -> float:
    return x * x / 2 if abs(x) < 1 else abs(x) - 0.5


@pytest.mark.parametrize("lam", [1.0, 0.3])
def test_it_is_the_naive_loop(lam: float) -> None:
    scores, deltas, labels, targets = regions(20, 4)
    total = 0.0
    for s, d, u, v in zip(scores.tolist(), deltas.tolist(), labels.tolist(), targets.tolist(), strict=True):
        total += math.log(sum(math.exp(x) for x in s)) - s[u]
        if u:
            total += lam * sum(smooth_l1(d[4 * u + i] - v[i]) for i in range(4))
    assert float(fast_rcnn_loss(scores, deltas, labels, targets, lam)) == pytest.approx(total / 20, abs=1e-12)


def test_its_classes_are_those_of_torchvision_and_its_boxes_with_another_beta(torchvision: ModuleType) -> None:
    scores, deltas, labels, targets = regions(30, 3)
    classes, box = torchvision.models.detection.roi_heads.fastrcnn_loss(scores, deltas, [labels], [targets])
    ours = fast_rcnn_loss(scores, deltas, labels, targets)
    picked = deltas.view(30, 4, 4)[torch.arange(30), labels][labels > 0]
    smooth = [F.smooth_l1_loss(picked, targets[labels > 0], beta=beta, reduction="sum") / 30 for beta in (1, 1 / 9)]
    torch.testing.assert_close(box, smooth[1])
    torch.testing.assert_close(ours, classes + smooth[0])


def test_the_worked_example() -> None:
    off = torch.tensor([[0.5, 1, 2, -3], [0, 0, 0, 0]])
    loss = fast_rcnn_loss(torch.zeros(2, 3), torch.zeros(2, 12), torch.tensor([2, 0]), off)
    assert float(loss) == pytest.approx(3.4111, abs=1e-4)


def test_unknown_targets_of_the_background_reach_no_gradient() -> None:
    scores, deltas, labels, _ = regions(6, 2)
    deltas.requires_grad_()
    fast_rcnn_loss(scores, deltas, torch.zeros_like(labels), torch.full((6, 4), torch.nan)).backward()
    assert float(deltas.grad.abs().max()) == 0  # type: ignore[union-attr]
