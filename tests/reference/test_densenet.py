from __future__ import annotations

from types import ModuleType

import pytest
import torch
from loading import load
from torch import nn

from grader.checks import layers

reference = load("cnn/densenet")


def size(module: nn.Module) -> int:
    return sum(param.numel() for param in module.parameters())


@pytest.mark.parametrize("training", [False, True])
def test_a_small_network_is_torchvisions(torchvision: ModuleType, training: bool) -> None:
    ours = reference.DenseNet(4, (2, 3, 1), 7)
    theirs = torchvision.models.DenseNet(4, (2, 3, 1), num_init_features=8, num_classes=7)
    x = torch.randn(3, 3, 64, 40, dtype=torch.float64, requires_grad=True)
    outputs = [layers.fill(net, x).train(training)(x) for net in (ours, theirs)]
    torch.testing.assert_close(*outputs)
    gradients = [torch.autograd.grad(y.square().sum(), x)[0] for y in outputs]
    torch.testing.assert_close(*gradients)


@pytest.mark.parametrize(
    ("growth", "blocks", "expected"),
    [
        (32, (6, 12, 24, 16), 7_978_856),
        (32, (6, 12, 32, 32), 14_149_480),
        (32, (6, 12, 48, 32), 20_013_928),
        (48, (6, 12, 36, 24), 28_681_000),
    ],
)
def test_published_totals(growth: int, blocks: tuple[int, ...], expected: int) -> None:
    assert size(layers.on_meta(lambda: reference.DenseNet(growth, blocks))) == expected


def test_parts_of_densenet_121() -> None:
    net = layers.on_meta(reference.DenseNet)
    assert [size(part) for part in net.body[::2]] == [335_040, 919_680, 2_837_760, 2_158_080]
    assert [size(part) for part in net.body[1::2]] == [33_280, 132_096, 526_336]
    assert size(reference.DenseLayer(64, 32)) == 45_440
    rows = layers.look(net, (1, 3, 224, 224))
    assert sum(row.macs for row in rows) == 2_834_161_664
    assert max(row.depth for row in rows) == 121


def test_the_first_channels_of_a_block_are_its_input() -> None:
    x = torch.randn(2, 5, 4, 4)
    assert torch.equal(reference.DenseBlock(3, 5, 2)(x)[:, :5], x)
