from __future__ import annotations

import sys
from types import ModuleType

import pytest
import torch
from loading import load
from torch import nn

from grader.checks import layers

reference = load("cnn/inception_v4")


def size(module: nn.Module) -> int:
    return sum(param.numel() for param in module.parameters())


def test_numbers_of_parameters() -> None:
    assert size(layers.on_meta(reference.InceptionV4A)) == 317_632
    assert size(layers.on_meta(reference.InceptionV4B)) == 2_936_256
    assert size(layers.on_meta(reference.InceptionResNetA)) == 137_568
    assert (
        size(layers.on_meta(lambda: reference.InceptionResNetA(320)))
        == 37_056 * 320 // 384 + 32 + 9_280 + 13_920 + 27_776 + 129 * 320
    )


@pytest.mark.parametrize("name", ["InceptionV4A", "InceptionV4B"])
def test_a_block_is_what_its_branches_give(name: str) -> None:
    block = layers.fill(getattr(reference, name)(5)).eval()
    x = torch.randn(2, 5, 9, 8, dtype=torch.float64)
    y = block(x)
    parts = []
    for branch in block.branches:
        z = x
        for part in branch.modules():
            if isinstance(part, nn.AvgPool2d):
                ones = nn.functional.avg_pool2d(torch.ones_like(z), 3, 1, 1)
                z = nn.functional.avg_pool2d(z, 3, 1, 1) / ones
            if isinstance(part, nn.Conv2d):
                z = nn.functional.conv2d(z, part.weight, padding="same")
            if isinstance(part, nn.BatchNorm2d):
                scale = part.weight / (part.running_var + part.eps).sqrt()
                z = (z - part.running_mean[:, None, None]) * scale[:, None, None] + part.bias[:, None, None]
                z = z.clamp(min=0)
        parts.append(z)
    torch.testing.assert_close(y, torch.cat(parts, 1))


def test_asymmetric_kernels_are_those_of_torchvisions_inception_v3(torchvision: ModuleType) -> None:
    theirs = sys.modules["torchvision.models.inception"].BasicConv2d(3, 4, kernel_size=(1, 7), padding=(0, 3))
    theirs.bn.eps = 1e-5
    x = torch.randn(2, 3, 8, 9, dtype=torch.float64)
    ours = layers.fill(reference.conv(3, 4, (1, 7)), x).eval()
    torch.testing.assert_close(ours(x), layers.fill(theirs, x).eval()(x))


def test_without_scale_the_residual_block_is_relu() -> None:
    x = torch.randn(2, 6, 5, 5)
    assert torch.equal(reference.InceptionResNetA(6, scale=0.0)(x), x.relu())
