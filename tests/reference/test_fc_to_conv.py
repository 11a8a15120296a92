from __future__ import annotations

import pytest
import torch
from loading import load
from torch import nn

from grader.checks import layers

fc_to_conv = load("segmentation/fc_to_conv").fc_to_conv


@pytest.mark.parametrize("shape", [(1, 1, 1), (3, 2, 4), (5, 3, 1)])
@pytest.mark.parametrize("bias", [True, False])
def test_every_window_gets_what_the_layer_says_of_it(shape: tuple[int, int, int], bias: bool) -> None:
    _, H, W = shape
    linear = nn.Linear(shape[0] * H * W, 6, bias=bias, dtype=torch.float64)
    x = torch.randn(2, shape[0], H + 3, W + 2, dtype=torch.float64)
    y = fc_to_conv(linear, shape)(x)
    assert y.shape == (2, 6, 4, 3)
    for i in range(4):
        for j in range(3):
            expected = linear(x[:, :, i : i + H, j : j + W].flatten(1))
            torch.testing.assert_close(y[:, :, i, j], expected, rtol=0, atol=1e-12)


def test_the_worked_example() -> None:
    linear = nn.Linear(8, 1)
    with torch.no_grad():
        linear.weight.copy_(torch.arange(8.0))
    assert fc_to_conv(linear, (2, 2, 2)).weight.tolist() == [[[[0, 1], [2, 3]], [[4, 5], [6, 7]]]]


@pytest.mark.parametrize(
    ("inputs", "shape", "total"), [(25088, (512, 7, 7), 102_764_544), (4096, (4096, 1, 1), 16_781_312)]
)
def test_the_layers_of_vgg16_keep_their_numbers_of_parameters(
    inputs: int, shape: tuple[int, int, int], total: int
) -> None:
    conv = layers.on_meta(lambda: fc_to_conv(nn.Linear(inputs, 4096), shape))
    assert sum(param.numel() for param in conv.parameters()) == total


@pytest.mark.parametrize(("side", "answers"), [(224, 1), (256, 2), (320, 4), (384, 6)])
def test_an_unpadded_network_slides(side: int, answers: int) -> None:
    last = side // 32
    conv = layers.on_meta(lambda: fc_to_conv(nn.Linear(25088, 2), (512, 7, 7)))
    assert conv(torch.zeros(1, 512, last, last, device="meta")).shape == (1, 2, answers, answers)


def test_a_layer_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="no map of shape"):
        fc_to_conv(nn.Linear(10, 2), (2, 2, 2))
