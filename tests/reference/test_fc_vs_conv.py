from __future__ import annotations

from types import ModuleType

import pytest
import torch
from loading import load
from torch import nn

reference = load("cnn/fc_vs_conv")


def size(module: nn.Module) -> int:
    return sum(param.numel() for param in module.parameters())


def test_counts_are_those_of_torchs_layers() -> None:
    assert reference.fc_params(5, 6, 3, 7) == size(nn.Linear(5 * 6 * 3, 7))
    assert reference.shared_params(3, 7, 5) == size(nn.Conv2d(3, 7, 5))
    assert reference.local_params(5, 6, 3, 7, 5) == 5 * 6 * size(nn.Conv2d(3, 7, 5))


def test_published_counts() -> None:
    assert reference.fc_params(224, 224, 3, 64) == 9_633_856
    assert reference.shared_params(3, 64, 3) == 1_792
    assert reference.local_params(224, 224, 3, 64, 3) == 89_915_392


@pytest.mark.parametrize(
    ("name", "linear", "total"), [("alexnet", 58_631_144, 61_100_840), ("vgg16", 123_642_856, 138_357_544)]
)
def test_published_shares(torchvision: ModuleType, name: str, linear: int, total: int) -> None:
    with torch.device("meta"):
        assert reference.linear_share(getattr(torchvision.models, name)()) == linear / total


def test_shared_layers_count_once_and_nothing_has_no_share() -> None:
    layer = nn.Linear(3, 4)
    assert reference.linear_share(nn.Sequential(layer, nn.Conv1d(2, 5, 3), layer)) == 16 / (16 + 35)
    assert reference.linear_share(nn.ReLU()) == 0


def test_a_convolution_commutes_with_shifts_inside_and_a_linear_layer_does_not() -> None:
    x = torch.randn(2, 3, 9, 8, dtype=torch.float64)
    conv = nn.Conv2d(3, 2, 3, padding=1).double()
    assert reference.equivariance_error(conv, x, (1, 2), 3) < 1e-14
    assert reference.equivariance_error(conv, x, (1, 2), 0) > 1e-3
    dense = nn.Sequential(nn.Flatten(), nn.Linear(3 * 9 * 8, 2 * 9 * 8), nn.Unflatten(1, (2, 9, 8))).double()
    assert reference.equivariance_error(dense, x, (1, 2), 3) > 1e-3
