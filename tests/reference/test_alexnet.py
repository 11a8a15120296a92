from __future__ import annotations

from types import ModuleType

import pytest
import torch
from loading import load
from torch import nn

from grader.checks import layers

reference = load("cnn/alexnet")


def size(module: nn.Module) -> int:
    return sum(param.numel() for param in module.parameters())


def test_published_numbers_of_parameters() -> None:
    net = layers.on_meta(reference.AlexNet)
    convs = [net.conv1, net.conv2, net.conv3, net.conv4, net.conv5]
    assert [size(conv) for conv in convs] == [34_944, 307_456, 885_120, 663_936, 442_624]
    assert [size(fc) for fc in (net.fc6, net.fc7, net.fc8)] == [37_752_832, 16_781_312, 4_097_000]
    assert size(net) == 60_965_224
    assert size(layers.on_meta(lambda: reference.AlexNet(groups=1))) == 62_378_344


def test_maps_are_55_27_13_and_6_pixels_wide_and_fc6_sees_355() -> None:
    rows = layers.look(layers.on_meta(reference.AlexNet), (1, 3, 224, 224))
    sides = [row.shape_out[-1] for row in rows if len(row.shape_out) == 4]
    assert sides == [55, 27, 27, 13, 13, 13, 13, 6]
    fields = {row.name: row.field for row in rows}
    assert fields["linear"] == (355, 355)


def test_with_one_group_it_is_a_sequence_of_torchs_layers() -> None:
    lrn = nn.LocalResponseNorm(5, alpha=5e-4, k=2.0)
    with torch.device("meta"):
        ours = reference.AlexNet(7, groups=1)
    ours = ours.to_empty(device="cpu").eval()
    with torch.no_grad():
        for param in ours.parameters():
            param.normal_(0, 0.02)
    pool, relu = nn.MaxPool2d(3, 2), nn.ReLU()
    theirs = nn.Sequential(
        ours.conv1, relu, lrn, pool, ours.conv2, relu, lrn, pool, ours.conv3, relu, ours.conv4, relu, ours.conv5, relu, pool,
        nn.Flatten(), ours.fc6, relu, ours.fc7, relu, ours.fc8,
    )  # fmt: skip
    x = 50 * torch.randn(1, 3, 224, 224)
    torch.testing.assert_close(ours(x), theirs(x))


def test_a_grouped_convolution_is_two_on_the_halves() -> None:
    conv = layers.on_meta(reference.AlexNet).conv2.to_empty(device="cpu").double()
    with torch.no_grad():
        conv.weight.normal_()
        conv.bias.normal_()
    x = torch.randn(1, 96, 9, 9, dtype=torch.float64)
    halves = [
        nn.functional.conv2d(part, weight, bias, padding=2)
        for part, weight, bias in zip(x.chunk(2, 1), conv.weight.chunk(2), conv.bias.chunk(2), strict=True)
    ]
    torch.testing.assert_close(conv(x), torch.cat(halves, 1), rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize(("n_ones", "expected"), [(2, 0.594492), (0, 0.594537)])
def test_normalisation_of_ones(n_ones: int, expected: float) -> None:
    a = torch.ones(1, 8, 1, 1, dtype=torch.float64)
    assert float(layers.on_meta(reference.AlexNet).normalised(a)[0, n_ones]) == pytest.approx(expected, abs=1e-6)


def test_torchvisions_is_another_network(torchvision: ModuleType) -> None:
    assert size(layers.on_meta(torchvision.models.alexnet)) == 61_100_840
