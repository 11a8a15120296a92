from __future__ import annotations

from types import ModuleType

import pytest
import torch
from loading import load
from torch import nn

from grader.checks import layers

reference = load("cnn/vgg")


def size(module: nn.Module) -> int:
    return sum(param.numel() for param in module.parameters())


@pytest.mark.parametrize(
    ("letter", "bn", "expected"),
    [
        ("A", False, 132_863_336),
        ("B", False, 133_047_848),
        ("D", False, 138_357_544),
        ("E", False, 143_667_240),
        ("D", True, 138_365_992),
        ("E", True, 143_678_248),
    ],
)
def test_published_totals(torchvision: ModuleType, letter: str, bn: bool, expected: int) -> None:
    net = layers.on_meta(lambda: reference.VGG(letter, bn=bn))
    depth = {"A": 11, "B": 13, "D": 16, "E": 19}[letter]
    name = f"vgg{depth}_bn" if bn else f"vgg{depth}"
    theirs = layers.on_meta(lambda: getattr(torchvision.models, name)(init_weights=False))
    assert size(net) == size(theirs) == expected
    rows = layers.look(net, (1, 3, 224, 224))
    assert max(row.depth for row in rows) == depth


def test_parts_sizes_and_multiply_adds_of_vgg_16() -> None:
    net = layers.on_meta(lambda: reference.VGG("D"))
    assert size(net.features) == 14_714_688
    assert [size(fc) for fc in (net.fc1, net.fc2, net.fc3)] == [102_764_544, 16_781_312, 4_097_000]
    rows = layers.look(net, (1, 3, 224, 224))
    assert [row.shape_out[-1] for row in rows if row.name.startswith("max pool")] == [112, 56, 28, 14, 7]
    assert sum(row.macs for row in rows) == 15_470_264_320
    assert next(row.field for row in rows if row.name == "linear") == (404, 404)


def test_multiply_adds_of_vgg_19() -> None:
    rows = layers.look(layers.on_meta(lambda: reference.VGG("E")), (1, 3, 224, 224))
    assert sum(row.macs for row in rows) == 19_632_062_464


@pytest.mark.parametrize("bn", [False, True])
def test_features_are_torchvisions(torchvision: ModuleType, bn: bool) -> None:
    cfg = [4, "M", 6, 6, "M", 5]
    ours, theirs = reference.VGG(cfg, 5, bn=bn).features, torchvision.models.vgg.make_layers(cfg, batch_norm=bn)
    x = torch.randn(2, 3, 30, 41, dtype=torch.float64)
    torch.testing.assert_close(layers.fill(ours, x)(x), layers.fill(theirs, x)(x))


def test_the_classifier_is_a_sequence_of_torchs_layers() -> None:
    net = reference.VGG([2], 5).eval()
    x = torch.randn(2, 3, 9, 8)
    maps = nn.functional.adaptive_avg_pool2d(torch.relu(net.features[0](x)), 7)
    expected = nn.Sequential(nn.Flatten(), net.fc1, nn.ReLU(), net.fc2, nn.ReLU(), net.fc3)(maps)
    torch.testing.assert_close(net(x), expected)


def test_other_letters_are_refused() -> None:
    with pytest.raises(KeyError):
        reference.VGG("C")
