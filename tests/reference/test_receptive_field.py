from __future__ import annotations

import pytest
import torch
from loading import load

reference = load("cnn/receptive_field")
receptive_field = reference.receptive_field

CONV3, POOL2 = (3, 1, 1, 1), (2, 2, 0, 1)
LENET = [(5, 1, 2, 1), POOL2, (5, 1, 0, 1), POOL2]
ALEXNET = [(11, 4, 2, 1), (3, 2, 0, 1), (5, 1, 2, 1), (3, 2, 0, 1), CONV3, CONV3, CONV3, (3, 2, 0, 1)]


def vgg(*depths: int) -> list[tuple[int, int, int, int]]:
    return [layer for depth in depths for layer in [*[CONV3] * depth, POOL2]]


def resnet(blocks: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    layers = [(7, 2, 3, 1), (3, 2, 1, 1)]
    for stage, n in enumerate(blocks):
        for i in range(n):
            layers += [(3, 2 if stage and not i else 1, 1, 1), CONV3]
    return layers


@pytest.mark.parametrize(
    ("layers", "r", "j"),
    [
        ([CONV3] * 2, 5, 1),
        ([CONV3] * 3, 7, 1),
        ([(3, 1, d, d) for d in (1, 2, 4)], 15, 1),
        (LENET, 16, 4),
        (ALEXNET, 195, 32),
        ([*ALEXNET, (6, 1, 0, 1)], 355, 32),
        (vgg(2, 2, 3, 3, 3)[:-1], 196, 16),
        (vgg(2, 2, 3, 3, 3), 212, 32),
        ([*vgg(2, 2, 3, 3, 3), (7, 1, 0, 1)], 404, 32),
        (vgg(2, 2, 4, 4, 4), 268, 32),
        (resnet((2, 2, 2, 2)), 435, 32),
        (resnet((3, 4, 6, 3)), 899, 32),
    ],
)
def test_published_fields(layers: list[tuple[int, int, int, int]], r: int, j: int) -> None:
    assert receptive_field(layers)[:2] == (r, j)


@pytest.mark.parametrize("seed", range(8))
def test_it_is_the_footprint_of_the_gradient(seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)

    def one(low: int, high: int) -> int:
        return int(torch.randint(low, high, (), generator=generator))

    layers = [(one(1, 5), one(1, 3), one(0, 3), one(1, 3)) for _ in range(4)]
    x = torch.zeros(1, 1, 400, requires_grad=True)
    y = x
    for k, s, p, d in layers:
        y = torch.nn.functional.conv1d(y, torch.ones(1, 1, k), stride=s, padding=p, dilation=d)
    middle = y.shape[-1] // 2
    (gradient,) = torch.autograd.grad(y[0, 0, middle], x)
    seen = gradient[0, 0].nonzero()
    r, j, start = receptive_field(layers)
    centre = (int(seen.min()) + int(seen.max()) + 1) / 2
    assert int(seen.max() - seen.min()) + 1 == r
    assert centre == start + middle * j


def test_no_layers_see_one_pixel() -> None:
    assert receptive_field([]) == (1, 1, 0.5)


@pytest.mark.parametrize("k", [3, 5, 7, 11])
def test_a_stack_of_3x3_sees_as_much_as_one_kernel(k: int) -> None:
    assert receptive_field([CONV3] * reference.stacked(k))[0] == k


@pytest.mark.parametrize("k", [1, 2, 4])
def test_no_stack_sees_an_even_number(k: int) -> None:
    with pytest.raises(ValueError, match="no number"):
        reference.stacked(k)
