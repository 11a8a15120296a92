from __future__ import annotations

from itertools import pairwise
from types import ModuleType

import pytest
import torch
from loading import load
from torch import nn

from grader.checks import layers

reference = load("cnn/resnet")


def size(module: nn.Module) -> int:
    return sum(param.numel() for param in module.parameters())


@pytest.mark.parametrize(
    ("depth", "expected", "macs"),
    [
        (18, 11_689_512, 1_814_073_344),
        (34, 21_797_672, 3_663_761_408),
        (50, 25_557_032, 4_089_184_256),
        (101, 44_549_160, 7_801_405_440),
        (152, 60_192_808, 11_513_626_624),
    ],
)
def test_published_totals(depth: int, expected: int, macs: int) -> None:
    net = layers.on_meta(getattr(reference, f"resnet{depth}"))
    rows = layers.look(net, (1, 3, 224, 224))
    assert size(net) == expected
    assert sum(row.macs for row in rows) == macs
    assert max(row.depth for row in rows) == depth


@pytest.mark.parametrize(("n", "expected"), [(3, 269_722), (5, 464_154), (7, 658_586), (9, 853_018), (18, 1_727_962)])
def test_published_totals_for_cifar(n: int, expected: int) -> None:
    net = layers.on_meta(lambda: reference.ResNetCIFAR(n))
    assert size(net) == expected
    assert size(layers.on_meta(lambda: reference.ResNetCIFAR(n, "B"))) == expected + 2_752
    assert max(row.depth for row in layers.look(net, (1, 3, 32, 32))) == 6 * n + 2


@pytest.mark.parametrize("depth", [18, 50])
def test_the_networks_are_torchvisions(torchvision: ModuleType, depth: int) -> None:
    x = torch.randn(2, 3, 40, 33)
    makers = getattr(reference, f"resnet{depth}"), getattr(torchvision.models, f"resnet{depth}")
    outputs = [layers.fill(make(num_classes=5), x, dtype=torch.float32).eval()(x) for make in makers]
    torch.testing.assert_close(*outputs, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(("depth", "expected"), [(18, 20), (34, 36), (50, 53), (101, 104), (152, 155)])
def test_published_numbers_of_convolutions(depth: int, expected: int) -> None:
    net = layers.on_meta(getattr(reference, f"resnet{depth}"))
    assert sum(isinstance(module, nn.Conv2d) for module in net.modules()) == expected


@pytest.mark.parametrize("bottleneck", [False, True])
def test_blocks_and_their_gradients_are_torchvisions(torchvision: ModuleType, bottleneck: bool) -> None:
    side = nn.Sequential(nn.Conv2d(6, 8, 1, stride=2, bias=False), nn.BatchNorm2d(8))
    make = torchvision.models.resnet.Bottleneck if bottleneck else torchvision.models.resnet.BasicBlock
    theirs = make(6, 2 if bottleneck else 8, stride=2, downsample=side)
    ours = reference.Residual(6, 8, 2, mid=2 if bottleneck else None)
    x = torch.randn(3, 6, 7, 8, dtype=torch.float64, requires_grad=True)
    outputs = [layers.fill(block, x).train()(x) for block in (ours, theirs)]
    torch.testing.assert_close(*outputs)
    torch.testing.assert_close(*[torch.autograd.grad(y.square().sum(), x)[0] for y in outputs])


def test_stages_of_resnet_18_and_50() -> None:
    def stages(net: nn.Module, depths: tuple[int, ...]) -> list[int]:
        starts = [sum(depths[:i]) for i in range(5)]
        return [size(net.blocks[a:b]) for a, b in pairwise(starts)]

    assert stages(layers.on_meta(reference.resnet18), (2, 2, 2, 2)) == [147_968, 525_568, 2_099_712, 8_393_728]
    assert stages(layers.on_meta(reference.resnet50), (3, 4, 6, 3)) == [215_808, 1_219_584, 7_098_368, 14_964_736]


def test_option_a_has_the_shortcut_of_the_paper() -> None:
    block = reference.Residual(3, 5, 2, project=False).eval()
    with torch.no_grad():
        for param in block.parameters():
            param.zero_()
    x = torch.randn(2, 3, 7, 6)
    expected = torch.cat([x[:, :, ::2, ::2], torch.zeros(2, 2, 4, 3)], 1).relu()
    assert torch.equal(block(x), expected)


def test_other_options_are_refused() -> None:
    with pytest.raises(ValueError, match="option is"):
        reference.ResNetCIFAR(1, "C")
