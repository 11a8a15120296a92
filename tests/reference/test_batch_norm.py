from __future__ import annotations

import pytest
import torch
from loading import load
from torch import nn

BatchNorm2d = load("regularization/batch_norm").BatchNorm2d


def images(*shape: int, seed: int = 0) -> torch.Tensor:
    g = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=g, dtype=torch.float64) * 2 + torch.randn(
        shape[1], 1, 1, generator=g, dtype=torch.float64
    )


def pair(channels: int, **options: float) -> tuple[nn.Module, nn.Module]:
    """Ours and torch's, with the same weights."""
    theirs = nn.BatchNorm2d(channels, **options).double()
    nn.init.uniform_(theirs.weight, 0.5, 2)
    nn.init.normal_(theirs.bias)
    ours = BatchNorm2d(channels, **options).double()
    ours.load_state_dict({name: value for name, value in theirs.state_dict().items() if name != "num_batches_tracked"})
    return ours, theirs


@pytest.mark.parametrize("shape", [(4, 3, 5, 7), (1, 2, 3, 3), (6, 1, 1, 1)])
@pytest.mark.parametrize("options", [{}, {"eps": 0.1, "momentum": 0.3}])
def test_training_and_evaluation_are_those_of_torch_with_gradients(
    shape: tuple[int, ...], options: dict[str, float]
) -> None:
    torch.manual_seed(0)
    ours, theirs = pair(shape[1], **options)
    weighting = images(*shape, seed=9)
    for seed in range(3):
        a = images(*shape, seed=seed).requires_grad_()
        b = a.detach().clone().requires_grad_()
        y, expected = ours(a), theirs(b)
        torch.testing.assert_close(y, expected, rtol=0, atol=1e-12)
        gradients = torch.autograd.grad((y * weighting).sum(), [a, ours.weight, ours.bias])
        others = torch.autograd.grad((expected * weighting).sum(), [b, theirs.weight, theirs.bias])
        torch.testing.assert_close(gradients, others, rtol=0, atol=1e-11)
    torch.testing.assert_close(ours.running_mean, theirs.running_mean, rtol=0, atol=1e-14)
    torch.testing.assert_close(ours.running_var, theirs.running_var, rtol=0, atol=1e-13)
    x = images(*shape, seed=5)
    torch.testing.assert_close(ours.eval()(x), theirs.eval()(x), rtol=0, atol=1e-12)


def test_loops_over_channels_give_the_same() -> None:
    x, layer = images(3, 2, 2, 4), BatchNorm2d(2, eps=0.0).double()
    y = layer(x)
    for c in range(2):
        values = [float(v) for v in x[:, c].flatten()]
        mean = sum(values) / len(values)
        squares = sum((v - mean) ** 2 for v in values)
        expected = [(v - mean) / (squares / len(values)) ** 0.5 for v in values]
        torch.testing.assert_close(y[:, c].flatten(), torch.tensor(expected, dtype=torch.float64), rtol=0, atol=1e-13)
        assert layer.running_var[c].item() == pytest.approx(0.9 + 0.1 * squares / (len(values) - 1), abs=1e-14)


def test_a_bias_before_it_and_a_shift_of_a_channel_have_no_gradient() -> None:
    torch.manual_seed(0)
    conv = nn.Conv2d(2, 3, 3).double()
    x = images(4, 2, 6, 6).requires_grad_()
    inner = conv(x)
    inner.retain_grad()
    (BatchNorm2d(3).double()(inner) * images(4, 3, 4, 4, seed=3)).sum().backward()
    assert conv.bias is not None and conv.bias.grad is not None and inner.grad is not None
    assert conv.bias.grad.abs().max() < 1e-12
    assert inner.grad.sum((0, 2, 3)).abs().max() < 1e-12


def test_there_are_2c_parameters_and_2c_buffers() -> None:
    layer = BatchNorm2d(64)
    assert sum(param.numel() for param in layer.parameters()) == 128
    assert sum(buffer.numel() for buffer in layer.buffers()) == 128


def test_one_value_per_channel_is_refused_in_training_alone() -> None:
    layer = BatchNorm2d(3)
    with pytest.raises(ValueError, match="one value per channel"):
        layer(torch.ones(1, 3, 1, 1))
    assert layer.eval()(torch.ones(1, 3, 1, 1)).shape == (1, 3, 1, 1)


def final_loss(*, normalised: bool) -> float:
    torch.manual_seed(0)
    x = torch.randn(64, 8, 1, 1)
    labels = (x.flatten(1).sum(1) > 0).long()
    layers: list[nn.Module] = []
    for _ in range(6):
        layers += [nn.Conv2d(8, 8, 1), *([BatchNorm2d(8)] if normalised else []), nn.Sigmoid()]
    network = nn.Sequential(*layers, nn.Conv2d(8, 2, 1), nn.Flatten())
    optimizer = torch.optim.SGD(network.parameters(), lr=0.5)
    loss = torch.tensor(0.0)
    for _ in range(150):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(x), labels)
        loss.backward()
        optimizer.step()
    return loss.item()


def test_six_sigmoid_layers_learn_with_it_and_not_without() -> None:
    assert final_loss(normalised=True) < 0.2
    assert final_loss(normalised=False) > 0.6


def test_the_handouts_example() -> None:
    layer = BatchNorm2d(1, eps=0.0).double()
    y = layer(torch.tensor([1.0, 3.0, 5.0, 7.0], dtype=torch.float64).view(4, 1, 1, 1))
    expected = torch.tensor([-1.341641, -0.447214, 0.447214, 1.341641], dtype=torch.float64)
    torch.testing.assert_close(y.flatten(), expected, rtol=0, atol=1e-6)
    assert layer.running_mean.item() == pytest.approx(0.4)
    assert layer.running_var.item() == pytest.approx(1.566667, abs=1e-6)
    assert layer.eval()(torch.ones(1, 1, 1, 1, dtype=torch.float64)).item() == pytest.approx(0.479361, abs=1e-6)


@pytest.mark.gpu
def test_it_runs_on_the_gpu(cuda: str) -> None:
    x = images(4, 3, 5, 5)
    there, here = BatchNorm2d(3).double().to(cuda), BatchNorm2d(3).double()
    torch.testing.assert_close(there(x.to(cuda)).cpu(), here(x))
