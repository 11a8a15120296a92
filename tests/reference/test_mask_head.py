from __future__ import annotations

import math
from types import ModuleType

import pytest
import torch
from loading import load
from torch import nn

from grader.checks import layers

reference = load("detection/mask_head")


def test_the_head_is_torchvisions_with_gradients(torchvision: ModuleType) -> None:
    detection = torchvision.models.detection.mask_rcnn
    theirs = nn.Sequential(detection.MaskRCNNHeads(6, (6, 6, 6, 6), 1), detection.MaskRCNNPredictor(6, 6, 4))
    x = torch.randn(2, 6, 5, 4, dtype=torch.float64, requires_grad=True)
    outputs = [layers.fill(head, x)(x) for head in (reference.MaskHead(6, 4), theirs)]
    torch.testing.assert_close(*outputs)
    torch.testing.assert_close(*[torch.autograd.grad(y.square().sum(), x)[0] for y in outputs])


@pytest.mark.parametrize(("K", "total"), [(80, 2_643_280), (91, 2_646_107)])
def test_published_numbers_of_parameters(K: int, total: int) -> None:
    head = layers.on_meta(lambda: reference.MaskHead(K=K))
    assert sum(param.numel() for param in head.parameters()) == total
    assert head(torch.zeros(1, 256, 14, 14, device="meta")).shape == (1, K, 28, 28)


def test_the_loss_is_the_naive_mean() -> None:
    logits, labels = torch.randn(3, 4, 2, 5, dtype=torch.float64), torch.tensor([2, 0, 3])
    targets = (torch.rand(3, 2, 5) < 0.5).double()
    costs = []
    for r in range(3):
        for z, t in zip(logits[r, labels[r]].flatten().tolist(), targets[r].flatten().tolist(), strict=True):
            p = 1 / (1 + math.exp(-z))
            costs.append(-math.log(p) if t else -math.log(1 - p))
    assert float(reference.mask_loss(logits, labels, targets)) == pytest.approx(sum(costs) / len(costs))


def test_the_worked_example() -> None:
    logits, target = torch.tensor([2.0, -1.0]).view(1, 2, 1, 1), torch.ones(1, 1, 1)
    for label, loss in ((0, 0.1269), (1, 1.3133)):
        assert float(reference.mask_loss(logits, torch.tensor([label]), target)) == pytest.approx(loss, abs=1e-4)


def test_no_region_costs_nothing() -> None:
    logits = torch.zeros(0, 3, 4, 4, requires_grad=True)
    loss = reference.mask_loss(logits, torch.zeros(0, dtype=torch.int64), torch.zeros(0, 4, 4))
    loss.backward()
    assert loss.item() == 0
