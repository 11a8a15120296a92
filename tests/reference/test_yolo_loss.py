from __future__ import annotations

import math

import pytest
import torch
from boxes import naive_iou
from loading import load
from torch import Tensor

yolo_loss = load("detection/yolo_loss").yolo_loss


def case(N: int, S: int, B: int, C: int, objects: int, seed: int = 0) -> tuple[Tensor, Tensor]:
    g = torch.Generator().manual_seed(seed)
    pred = 0.05 + 0.9 * torch.rand(N, S, S, 5 * B + C, generator=g, dtype=torch.float64)
    target = torch.zeros_like(pred)
    for image in target:
        for cell in torch.randperm(S * S, generator=g)[:objects].tolist():
            image[cell // S, cell % S, :4] = torch.rand(4, generator=g, dtype=torch.float64)
            image[cell // S, cell % S, 4] = image[cell // S, cell % S, 5 * B] = 1
    return pred, target


def corners(x: float, y: float, w: float, h: float, row: int, column: int, S: int) -> list[float]:
    cx, cy = (column + x) / S, (row + y) / S
    return [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2]


def naive(pred: Tensor, target: Tensor, S: int, B: int, l_coord: float, l_noobj: float) -> float:
    total = 0.0
    for image, truth in zip(pred.tolist(), target.tolist(), strict=True):
        for row in range(S):
            for column in range(S):
                p, t = image[row][column], truth[row][column]
                slots = [p[5 * b : 5 * b + 5] for b in range(B)]
                responsible = None
                if t[4] == 1:
                    box = corners(*t[:4], row, column, S)
                    overlaps = [naive_iou(corners(*slot[:4], row, column, S), box) for slot in slots]
                    responsible = overlaps.index(max(overlaps))
                    x, y, w, h, c = slots[responsible]
                    total += l_coord * ((x - t[0]) ** 2 + (y - t[1]) ** 2)
                    total += l_coord * ((math.sqrt(w) - math.sqrt(t[2])) ** 2 + (math.sqrt(h) - math.sqrt(t[3])) ** 2)
                    total += (c - overlaps[responsible]) ** 2
                    total += sum((a - b) ** 2 for a, b in zip(p[5 * B :], t[5 * B :], strict=True))
                total += sum(l_noobj * slot[4] ** 2 for b, slot in enumerate(slots) if b != responsible)
    return total / len(pred)


@pytest.mark.parametrize(("N", "S", "B", "C", "objects"), [(2, 7, 2, 20, 3), (1, 3, 3, 4, 9), (3, 4, 1, 2, 0)])
def test_it_is_the_naive_sum(N: int, S: int, B: int, C: int, objects: int) -> None:
    pred, target = case(N, S, B, C, objects)
    assert float(yolo_loss(pred, target, S, B, C)) == pytest.approx(naive(pred, target, S, B, 5, 0.5))
    assert float(yolo_loss(pred, target, S, B, C, 2.0, 1.5)) == pytest.approx(naive(pred, target, S, B, 2, 1.5))


def test_the_worked_example() -> None:
    target = torch.tensor([0.5, 0.5, 0.36, 0.36, 1, 0, 0, 0, 0, 0, 1]).view(1, 1, 1, 11)
    pred = torch.tensor([0.5, 0.5, 0.16, 0.36, 0.8, 0.5, 0.5, 0.01, 0.01, 0.4, 0.9]).view(1, 1, 1, 11)
    assert float(yolo_loss(pred, target, 1, 2, 1)) == pytest.approx(0.4164, abs=1e-4)


def test_no_gradient_goes_through_the_iou() -> None:
    """With the coordinates weighing nothing, only confidences and classes have gradients."""
    pred, target = case(2, 3, 2, 2, 4)
    pred.requires_grad_()
    (gradient,) = torch.autograd.grad(yolo_loss(pred, target, 3, 2, 2, l_coord=0.0), pred)
    slots = gradient[..., :10].unflatten(-1, (2, 5))
    assert float(slots[..., :4].abs().max()) == 0
    assert float(slots[..., 4].abs().max()) > 0


def test_both_slots_right_still_costs_the_one_that_is_not_responsible() -> None:
    _, target = case(2, 3, 2, 2, 3)
    perfect = target.clone()
    perfect[..., 5:10] = perfect[..., :5]
    assert float(yolo_loss(perfect, target, 3, 2, 2)) == pytest.approx(0.5 * 6 / 2)


def test_negative_sizes_give_finite_gradients() -> None:
    pred, target = case(1, 3, 2, 2, 5)
    pred[..., 2:4] *= -1
    pred[..., 7] = 0
    pred.requires_grad_()
    (gradient,) = torch.autograd.grad(yolo_loss(pred, target, 3, 2, 2), pred)
    assert bool(torch.isfinite(gradient).all())
