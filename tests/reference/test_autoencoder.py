from __future__ import annotations

import pytest
import torch
from loading import load
from torch import nn

from grader.checks import layers

Autoencoder = load("generative/autoencoder").Autoencoder


@pytest.mark.parametrize(("dims", "total"), [([784, 400, 20], 644_804), ([8, 3], 59)])
def test_numbers_of_parameters(dims: list[int], total: int) -> None:
    assert sum(param.numel() for param in layers.on_meta(lambda: Autoencoder(dims)).parameters()) == total


def test_it_is_the_network_that_is_written_out() -> None:
    theirs = nn.Sequential(
        nn.Linear(7, 5), nn.ReLU(), nn.Linear(5, 4), nn.ReLU(), nn.Linear(4, 2),
        nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 7),
    )  # fmt: skip
    x = torch.randn(3, 7, dtype=torch.float64, requires_grad=True)
    outputs = [layers.fill(net, x)(x) for net in (Autoencoder((7, 5, 4, 2)), theirs)]
    torch.testing.assert_close(*outputs)
    torch.testing.assert_close(*[torch.autograd.grad(y.square().sum(), x)[0] for y in outputs])


def test_the_two_halves_make_the_whole() -> None:
    model, x = Autoencoder([6, 4, 2]), torch.randn(5, 6)
    code = model.encode(x)
    assert code.shape == (5, 2) and (code < 0).any()
    torch.testing.assert_close(model(x), model.decode(code))


def residual(x: torch.Tensor, k: int) -> float:
    """What the first k principal components leave, of the mean of the squares."""
    sigma = torch.linalg.svdvals(x - x.mean(dim=0))
    return float(sigma[k:].square().sum() / x.numel())


def trained(model: nn.Module, x: torch.Tensor, *, steps: int = 600, lr: float = 0.05) -> float:
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.01, steps)
    for _ in range(steps):
        optimizer.zero_grad()
        (model(x) - x).square().mean().backward()
        optimizer.step()
        schedule.step()
    with torch.no_grad():
        return float((model(x) - x).square().mean())


def test_a_linear_one_reaches_the_principal_components_and_no_more() -> None:
    torch.manual_seed(0)
    x = torch.randn(100, 6, dtype=torch.float64) * torch.tensor([3.0, 2.0, 0.5, 0.5, 0.4, 0.3]) + 1
    best = residual(x, 2)
    assert best - 1e-9 <= trained(Autoencoder([6, 2]).double(), x) <= 1.01 * best


def test_on_a_parabola_hidden_layers_do_better() -> None:
    torch.manual_seed(0)
    t = torch.linspace(-1, 1, 64, dtype=torch.float64)
    x = torch.stack([t, t.square()], dim=1)
    assert trained(Autoencoder([2, 16, 1]).double(), x, lr=0.01) < 0.5 * residual(x, 1)


def test_the_handouts_four_points() -> None:
    x = torch.tensor([[2, 1], [2, -1], [-2, 1], [-2, -1]], dtype=torch.float64)
    torch.testing.assert_close(torch.linalg.svdvals(x), torch.tensor([4, 2], dtype=torch.float64))
    assert residual(x, 1) == pytest.approx(0.5)


@pytest.mark.gpu
def test_it_runs_on_the_gpu(cuda: str) -> None:
    x = torch.randn(4, 6, dtype=torch.float64)
    model = Autoencoder([6, 4, 2]).double()
    here = model(x)
    torch.testing.assert_close(model.to(cuda)(x.to(cuda)).cpu(), here)
