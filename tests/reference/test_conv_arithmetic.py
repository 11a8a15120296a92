from __future__ import annotations

from types import ModuleType

import pytest
import torch
from loading import load
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

reference = load("cnn/conv_arithmetic")


def test_500_random_layers_are_torchs() -> None:
    generator = torch.Generator().manual_seed(1)

    def one(low: int, high: int) -> int:
        return int(torch.randint(low, high, (), generator=generator))

    for _ in range(500):
        groups = one(1, 4)
        ci, co, k, s, p, d = (
            groups * one(1, 5),
            groups * one(1, 5),
            (one(1, 6), one(1, 6)),
            one(1, 4),
            one(0, 4),
            one(1, 4),
        )
        h, w, bias = one(22, 40), one(22, 40), bool(one(0, 2))
        layer = nn.Conv2d(ci, co, k, s, p, d, groups, bias, device="meta")
        with FlopCounterMode(display=False) as counter:
            y = layer(torch.zeros(1, ci, h, w, device="meta"))
        sizes = tuple(reference.conv_out(n, kernel, s, p, d) for n, kernel in zip((h, w), k, strict=True))
        assert tuple(y.shape[2:]) == sizes
        assert reference.conv_params(ci, co, k, bias, groups) == reference.count_params(layer)
        assert reference.conv_macs((h, w), ci, co, k, s, p, d, groups) == counter.get_total_flops() // 2


def test_worked_examples() -> None:
    assert reference.conv_out(224, 7, 2, 3) == 112
    assert reference.conv_out(9, 3, 2, 1, 2) == 4
    assert reference.conv_params(3, 64, 7) == 9_472
    assert reference.conv_params(96, 256, 5, groups=2) == 307_456
    assert reference.conv_macs(224, 3, 64, 7, 2, 3) == 118_013_952


@pytest.mark.parametrize(("name", "expected"), [("alexnet", 61_100_840), ("resnet18", 11_689_512)])
def test_published_totals(torchvision: ModuleType, name: str, expected: int) -> None:
    with torch.device("meta"):
        assert reference.count_params(getattr(torchvision.models, name)()) == expected


def test_shared_numbers_count_once_buffers_and_frozen_ones_never() -> None:
    layer = nn.Linear(3, 4)
    model = nn.Sequential(layer, nn.BatchNorm1d(4), nn.Linear(4, 3, bias=False), layer)
    model[2].weight.requires_grad_(False)
    assert reference.count_params(model) == 16 + 8
