from __future__ import annotations

from types import ModuleType

import pytest
import torch
from loading import load
from torch import Tensor

from grader.checks import layers

RPNHead = load("detection/rpn_head").RPNHead


def test_it_is_torchvisions_with_gradients(torchvision: ModuleType) -> None:
    class Theirs(torchvision.models.detection.rpn.RPNHead):  # it takes a list of maps
        def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
            scores, corrections = super().forward([x])
            return scores[0], corrections[0]

    x = torch.randn(2, 6, 5, 7, dtype=torch.float64, requires_grad=True)
    outputs = [layers.fill(head, x)(x) for head in (RPNHead(6, 3, 6, cls="sigmoid"), Theirs(6, 3))]
    for a, b in zip(*outputs, strict=True):
        torch.testing.assert_close(a, b)
        torch.testing.assert_close(*[torch.autograd.grad(y.square().sum(), x, retain_graph=True)[0] for y in (a, b)])


@pytest.mark.parametrize(
    ("arguments", "total"),
    [
        ((512, 9, 512, "2way"), 2_387_510),
        ((512, 9, 512, "sigmoid"), 2_382_893),
        ((256, 9, 256, "2way"), 603_958),
        ((256, 9, 256, "sigmoid"), 601_645),
        ((256, 3, 256, "2way"), 594_706),
        ((256, 3, 256, "sigmoid"), 593_935),
    ],
)
def test_published_numbers_of_parameters(arguments: tuple[int, int, int, str], total: int) -> None:
    head = layers.on_meta(lambda: RPNHead(*arguments))
    assert sum(param.numel() for param in head.parameters()) == total


def test_shapes_for_an_image_of_1000_by_600() -> None:
    head = layers.on_meta(RPNHead)
    scores, corrections = head(torch.zeros(1, 512, 38, 63, device="meta"))
    assert scores.shape == (1, 18, 38, 63) and corrections.shape == (1, 36, 38, 63)


def test_moving_the_map_moves_the_answers() -> None:
    x = torch.randn(1, 4, 9, 9)
    head = RPNHead(4, 2, 5)
    for here, there in zip(head(x), head(x.roll((2, 1), (2, 3))), strict=True):
        torch.testing.assert_close(
            here.roll((2, 1), (2, 3))[..., 3:-1, 2:-1], there[..., 3:-1, 2:-1], rtol=0, atol=1e-5
        )
