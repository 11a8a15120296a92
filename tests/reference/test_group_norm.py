from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from loading import load
from torch import nn

module = load("regularization/group_norm")
PAIRS = {
    "LayerNorm over C, H, W": (lambda: module.LayerNorm([6, 4, 5]), lambda: nn.LayerNorm([6, 4, 5])),
    "LayerNorm over W": (lambda: module.LayerNorm(5, eps=0.1), lambda: nn.LayerNorm(5, eps=0.1)),
    "InstanceNorm2d": (lambda: module.InstanceNorm2d(6), lambda: nn.InstanceNorm2d(6)),
    "InstanceNorm2d, affine": (
        lambda: module.InstanceNorm2d(6, affine=True),
        lambda: nn.InstanceNorm2d(6, affine=True),
    ),
    "GroupNorm": (lambda: module.GroupNorm(3, 6), lambda: nn.GroupNorm(3, 6)),
    "GroupNorm, eps": (lambda: module.GroupNorm(2, 6, eps=0.5), lambda: nn.GroupNorm(2, 6, eps=0.5)),
}
Make = Callable[[], nn.Module]


def images(*shape: int, seed: int = 0) -> torch.Tensor:
    g = torch.Generator().manual_seed(seed)
    return (
        3 * torch.randn(shape, generator=g, dtype=torch.float64)
        + torch.randn(shape[:2], generator=g, dtype=torch.float64)[..., None, None]
    )


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_values_gradients_and_parameters_are_those_of_torch(pair: tuple[Make, Make]) -> None:
    torch.manual_seed(0)
    ours, theirs = (make().double() for make in pair)
    for param in theirs.parameters():
        nn.init.normal_(param)
    ours.load_state_dict(theirs.state_dict())
    assert dict(ours.named_buffers()) == {}
    weighting, inputs = images(3, 6, 4, 5, seed=1), [images(3, 6, 4, 5).requires_grad_() for _ in range(2)]
    found = []
    for layer, x in zip((ours, theirs), inputs, strict=True):
        y = layer(x)
        found.append([y, *torch.autograd.grad((y * weighting).sum(), [x, *layer.parameters()])])
    torch.testing.assert_close(found[0], found[1], rtol=0, atol=1e-12)


def test_a_loop_over_samples_and_groups_gives_the_same() -> None:
    x = images(2, 4, 3, 2)
    y = module.GroupNorm(2, 4, eps=0.01).double()(x)
    for n in range(2):
        for g in range(2):
            values = [float(v) for v in x[n, 2 * g : 2 * g + 2].flatten()]
            mean = sum(values) / 12
            spread = (sum((v - mean) ** 2 for v in values) / 12 + 0.01) ** 0.5
            expected = torch.tensor([(v - mean) / spread for v in values], dtype=torch.float64)
            torch.testing.assert_close(y[n, 2 * g : 2 * g + 2].flatten(), expected, rtol=0, atol=1e-13)


def test_one_group_is_a_layer_and_c_groups_are_instances() -> None:
    x = images(3, 6, 4, 5)
    layer, instance = module.LayerNorm((6, 4, 5)).double()(x), module.InstanceNorm2d(6).double()(x)
    torch.testing.assert_close(module.GroupNorm(1, 6).double()(x), layer, rtol=0, atol=1e-14)
    torch.testing.assert_close(module.GroupNorm(6, 6).double()(x), instance, rtol=0, atol=1e-14)


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_a_sample_knows_nothing_of_its_batch(pair: tuple[Make, Make]) -> None:
    x, layer = images(3, 6, 4, 5), pair[0]().double()
    assert torch.equal(layer(x)[1:2], layer(x[1:2])) and torch.equal(layer(x), layer.eval()(x))


def test_the_parameters_are_as_many_as_published() -> None:
    layers = [module.GroupNorm(4, 64), module.LayerNorm(64), module.LayerNorm([64, 8, 8]), module.InstanceNorm2d(64)]
    layers.append(module.InstanceNorm2d(64, affine=True))
    assert [sum(param.numel() for param in layer.parameters()) for layer in layers] == [128, 128, 8192, 0, 128]


def test_groups_that_do_not_divide_the_channels_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be divided"):
        module.GroupNorm(4, 6)


def test_the_handouts_example() -> None:
    x = torch.tensor([1.0, 3.0, 10.0, 14.0], dtype=torch.float64).view(1, 4, 1, 1)
    assert module.GroupNorm(2, 4, eps=0.0).double()(x).flatten().tolist() == [-1, 1, -1, 1]
    expected = torch.tensor([-1.144155, -0.762770, 0.572078, 1.334848], dtype=torch.float64)
    torch.testing.assert_close(module.LayerNorm([4, 1, 1], eps=0.0).double()(x).flatten(), expected, rtol=0, atol=1e-6)


@pytest.mark.gpu
def test_it_runs_on_the_gpu(cuda: str) -> None:
    x = images(2, 6, 4, 5)
    for make, _ in PAIRS.values():
        torch.testing.assert_close(make().double().to(cuda)(x.to(cuda)).cpu(), make().double()(x))
