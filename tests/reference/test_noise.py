from __future__ import annotations

import pytest
import torch
from loading import load
from torch import nn

module = load("regularization/noise")
add_input_noise, weight_noise = module.add_input_noise, module.weight_noise


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def linear() -> tuple[nn.Linear, torch.Tensor, torch.Tensor]:
    g = seeded(1)
    model = nn.Linear(3, 1, bias=False).double()
    with torch.no_grad():
        model.weight.copy_(torch.tensor([[0.7, 1.6, -0.8]]))
    X = torch.randn(50, 3, generator=g, dtype=torch.float64)
    return model, X, X @ model.weight[0].detach() + 0.3 * torch.randn(50, generator=g, dtype=torch.float64)


def mse(model: nn.Linear, X: torch.Tensor, y: torch.Tensor) -> float:
    return float((model(X)[:, 0] - y).detach().square().mean())


@pytest.mark.parametrize("std", [0.1, 2.0])
def test_the_noise_is_normal_with_the_deviation_asked_for(std: float) -> None:
    x = torch.randn(500, 400, generator=seeded(2), dtype=torch.float64)
    noise = add_input_noise(x, std, seeded()) - x
    n = noise.numel()
    assert abs(noise.mean()) < 6 * std / n**0.5
    assert noise.std().item() == pytest.approx(std, rel=0.01)
    assert ((noise / std) ** 4).mean().item() == pytest.approx(3, abs=0.1)
    assert noise.unique().numel() == n


def test_noise_on_the_input_adds_the_variance_times_the_squared_norm_of_the_weights() -> None:
    model, X, y = linear()
    g, std = seeded(), 0.4
    noisy = sum(mse(model, add_input_noise(X, std, g), y) for _ in range(20_000)) / 20_000
    assert noisy - mse(model, X, y) == pytest.approx(std**2 * float(model.weight.detach().square().sum()), rel=0.02)


def test_noise_on_the_weights_adds_the_variance_times_the_mean_squared_norm_of_the_inputs() -> None:
    model, X, y = linear()
    g, std, total = seeded(), 0.4, 0.0
    for _ in range(20_000):
        with weight_noise(model, std, g):
            total += mse(model, X, y)
    assert total / 20_000 - mse(model, X, y) == pytest.approx(std**2 * float(X.square().sum(1).mean()), rel=0.02)


def test_least_squares_on_noisy_copies_is_ridge_regression() -> None:
    _, X, y = linear()
    std, copies = 0.3, 4000
    noisy = add_input_noise(X.repeat(copies, 1), std, seeded())
    fitted = torch.linalg.lstsq(noisy, y.repeat(copies)[:, None]).solution[:, 0]
    ridge = torch.linalg.solve(X.T @ X / 50 + std**2 * torch.eye(3, dtype=torch.float64), X.T @ y / 50)
    torch.testing.assert_close(fitted, ridge, rtol=0, atol=0.01)
    assert (fitted - torch.linalg.lstsq(X, y[:, None]).solution[:, 0]).abs().max() > 0.05


def test_weights_come_back_bit_by_bit_also_when_the_body_raises() -> None:
    model = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3))
    before = {name: value.clone() for name, value in model.state_dict().items()}
    held = list(model.parameters())
    with pytest.raises(KeyError), weight_noise(model, 0.5):
        assert all((a != before[name]).all() for name, a in model.named_parameters())
        assert torch.equal(model[1].running_var, before["1.running_var"])
        raise KeyError
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert all(a is b for a, b in zip(held, model.parameters(), strict=True))


def test_gradients_are_those_of_the_noisy_weights_and_stay() -> None:
    model = nn.Linear(3, 2)
    with weight_noise(model, 0.5):
        noisy = model.weight.detach().clone()
        (0.5 * model.weight.square().sum()).backward()
    torch.testing.assert_close(model.weight.grad, noisy, rtol=0, atol=0)


def test_the_generator_decides_and_the_global_one_stays() -> None:
    x, model = torch.zeros(5), nn.Linear(1, 1)
    before = torch.get_rng_state()
    g = seeded(3)
    first, second = add_input_noise(x, 1.0, g), add_input_noise(x, 1.0, g)
    assert torch.equal(first, add_input_noise(x, 1.0, seeded(3))) and not torch.equal(first, second)
    with weight_noise(model, 1.0, g):
        pass
    assert torch.equal(before, torch.get_rng_state())


def test_the_handouts_example() -> None:
    w, x, y, std, n = torch.tensor([1.0, 2.0]), torch.tensor([3.0, 1.0]), 4.0, 0.1, 200_000
    on_x = (add_input_noise(x.expand(n, 2), std, seeded()) @ w - y).square().mean()
    on_w = (add_input_noise(w.expand(n, 2), std, seeded()) @ x - y).square().mean()
    assert on_x.item() == pytest.approx(1.05, abs=0.01) and on_w.item() == pytest.approx(1.1, abs=0.01)


@pytest.mark.gpu
def test_it_runs_on_the_gpu(cuda: str) -> None:
    model = nn.Linear(3, 2).to(cuda)
    before = model.weight.detach().clone()
    with weight_noise(model, 0.1):
        assert add_input_noise(torch.zeros(2, 3, device=cuda), 0.1).is_cuda
    assert torch.equal(model.weight, before)
