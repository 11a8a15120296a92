from __future__ import annotations

import pytest
import torch
from loading import load
from torch import nn

from grader.checks import layers

reference = load("cnn/nin")


def size(module: nn.Module) -> int:
    return sum(param.numel() for param in module.parameters())


def test_the_block_is_three_convolutions_with_relu() -> None:
    block = reference.NiNBlock(3, 5, 5, 2, 1)
    convs = [part for part in block.modules() if isinstance(part, nn.Conv2d)]
    x = torch.randn(2, 3, 11, 10, requires_grad=True)
    y = nn.functional.conv2d(x, convs[0].weight, convs[0].bias, stride=2, padding=1).relu()
    for conv in convs[1:]:
        y = nn.functional.linear(y.movedim(1, -1), conv.weight[:, :, 0, 0], conv.bias).relu().movedim(-1, 1)
    torch.testing.assert_close(block(x), y)
    gradients = [torch.autograd.grad(out.square().sum(), x)[0] for out in (block(x), y)]
    torch.testing.assert_close(*gradients)


def test_published_totals() -> None:
    assert size(reference.NiNBlock(3, 8, 5, 1, 2)) == 752
    assert size(reference.NiN_CIFAR()) == 966_986


def test_sizes_for_an_image_of_32_pixels() -> None:
    rows = layers.look(reference.NiN_CIFAR(), (1, 3, 32, 32))
    assert [row.shape_out[-1] for row in rows if row.name.endswith("/2")] == [16, 8]
    assert max(row.depth for row in rows) == 9


def test_on_a_constant_image_without_borders_the_mean_is_any_pixel() -> None:
    net = layers.fill(reference.NiN_CIFAR(4), torch.zeros(1, 3, 32, 32)).eval()
    x = torch.rand(1, 3, 1, 1, dtype=torch.float64)
    for part in net.modules():
        if isinstance(part, nn.Conv2d):
            part.padding_mode, padding = "circular", part.padding
            part._reversed_padding_repeated_twice = [padding[0]] * 4
    large, larger = net(x.expand(1, 3, 32, 32)), net(x.expand(1, 3, 64, 48))
    assert float((large - larger).abs().max().detach()) == pytest.approx(0, abs=1e-9)
