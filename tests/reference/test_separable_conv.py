from __future__ import annotations

import pytest
import torch
from loading import load

from grader.checks import layers

reference = load("cnn/separable_conv")


@pytest.mark.parametrize(("k", "stride", "padding"), [(3, 1, 1), (5, 2, 0), (2, 3, 1)])
def test_it_is_a_full_convolution_with_a_kernel_of_rank_one(k: int, stride: int, padding: int) -> None:
    conv = reference.SepConv2d(4, 6, k, stride, padding).double()
    kernel = conv.pointwise.weight * conv.depthwise.weight.transpose(0, 1)  # w_oc = p_oc w_c
    x = torch.randn(2, 4, 9, 8, dtype=torch.float64, requires_grad=True)
    y, full = conv(x), torch.nn.functional.conv2d(x, kernel, stride=stride, padding=padding)
    torch.testing.assert_close(y, full, rtol=1e-10, atol=1e-10)
    leaves = [x, *conv.parameters()]
    for a, b in zip(
        torch.autograd.grad(y.square().sum(), leaves), torch.autograd.grad(full.square().sum(), leaves), strict=True
    ):
        torch.testing.assert_close(a, b, rtol=1e-9, atol=1e-9)


def test_the_middle_block_is_a_naive_loop() -> None:
    block = layers.fill(reference.XceptionMiddle(3)).train()
    x = torch.randn(4, 3, 5, 6, dtype=torch.float64)
    y = x
    for conv, norm in zip(block.convs, block.norms, strict=True):
        y = torch.relu(y)
        maps = [
            torch.nn.functional.conv2d(y[:, c : c + 1], conv.depthwise.weight[c : c + 1], padding=1) for c in range(3)
        ]
        y = torch.einsum("oc,nchw->nohw", conv.pointwise.weight[:, :, 0, 0], torch.cat(maps, 1))
        mean, var = y.mean((0, 2, 3), keepdim=True), y.var((0, 2, 3), keepdim=True, unbiased=False)
        y = (y - mean) / (var + 1e-5).sqrt() * norm.weight[:, None, None] + norm.bias[:, None, None]
    torch.testing.assert_close(block(x), x + y)


def test_published_numbers_of_parameters() -> None:
    size = lambda module: sum(param.numel() for param in module.parameters())  # noqa: E731
    assert size(reference.SepConv2d(128, 256, 3)) == 33_920
    assert 33_920 / (128 * 256 * 9) == pytest.approx(1 / 256 + 1 / 9)
    assert size(layers.on_meta(reference.XceptionMiddle)) == 1_613_976
    rows = layers.look(layers.on_meta(lambda: reference.SepConv2d(128, 256, 3, padding=1)), (1, 128, 19, 19))
    assert sum(row.macs for row in rows) == 33_920 * 19 * 19
