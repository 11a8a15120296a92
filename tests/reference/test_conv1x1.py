from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from loading import load

reference = load("cnn/conv1x1")


def test_it_is_torchs_convolution_and_a_linear_layer_at_every_pixel() -> None:
    layer = reference.Conv1x1(4, 6).double()
    x = torch.randn(2, 4, 5, 3, dtype=torch.float64, requires_grad=True)
    y = layer(x)
    others = [
        F.conv2d(x, layer.weight[:, :, None, None], layer.bias),
        F.linear(x.permute(0, 2, 3, 1), layer.weight, layer.bias).permute(0, 3, 1, 2),
    ]
    leaves = [x, *layer.parameters()]
    for other in others:
        torch.testing.assert_close(y, other, rtol=1e-12, atol=1e-12)
        gradients = [torch.autograd.grad(z.square().sum(), leaves, retain_graph=True) for z in (y, other)]
        for a, b in zip(*gradients, strict=True):
            torch.testing.assert_close(a, b)


def test_published_savings() -> None:
    assert reference.bottleneck_params(128, 32, 128, 3) == 40_960
    assert reference.share(128, 32, 128, 3) == pytest.approx(40_960 / 147_456)
    assert reference.bottleneck_macs(192, 16, 32, 5, 28, 28) == 12_443_648
    assert 28 * 28 * 192 * 32 * 25 == 120_422_400
