from __future__ import annotations

import math
from types import ModuleType

import pytest
import torch
from boxes import random_boxes
from loading import load

reference = load("detection/box_regression")


def test_it_is_torchvisions_box_coder(torchvision: ModuleType) -> None:
    coder = torchvision.models.detection._utils.BoxCoder((1.0, 1.0, 1.0, 1.0))
    gt, proposals = random_boxes(50, 1), random_boxes(50, 2)
    torch.testing.assert_close(reference.encode_boxes(gt, proposals), coder.encode_single(gt, proposals))
    deltas = 3 * torch.randn(50, 4, dtype=torch.float64)
    assert float(deltas[:, 2:].max()) > math.log(1000 / 16)
    torch.testing.assert_close(reference.decode_boxes(deltas, proposals), coder.decode_single(deltas, proposals))


def test_the_worked_examples() -> None:
    P, G = torch.tensor([[10.0, 20, 50, 80]]), torch.tensor([[15.0, 18, 60, 90]])
    t = reference.encode_boxes(G, P)
    assert t[0].tolist() == pytest.approx([0.1875, 0.066667, 0.117783, 0.182322], abs=1e-6)
    t[0, 2] = 10
    x1, _, x2, _ = reference.decode_boxes(t, P)[0].tolist()
    assert x2 - x1 == pytest.approx(2500)


def test_decoding_turns_encoding_around() -> None:
    gt, proposals = random_boxes(50, 3), random_boxes(50, 4)
    torch.testing.assert_close(
        reference.decode_boxes(reference.encode_boxes(gt, proposals), proposals), gt, rtol=0, atol=1e-9
    )


@pytest.mark.parametrize("lam", [0.1, 1000.0])
def test_ridge_has_no_gradient_where_it_ends(lam: float) -> None:
    phi, t = torch.randn(30, 5, dtype=torch.float64), torch.randn(30, 4, dtype=torch.float64)
    W = reference.bbox_ridge(phi, t, lam).requires_grad_()
    loss = (t - phi @ W).square().sum() + lam * W.square().sum()
    assert float(torch.autograd.grad(loss, W)[0].abs().max()) < 1e-9
