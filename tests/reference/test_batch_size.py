from __future__ import annotations

import math

import pytest
import torch
from loading import load

module = load("generalization/batch_size")
scaled_lr, sharpness, grad_noise_var = module.scaled_lr, module.sharpness, module.grad_noise_var


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_the_rates_of_the_published_recipe() -> None:
    """0.1 for 256 images, 3.2 for 8192, after five epochs of warm-up."""
    assert scaled_lr(0.1, 256, 8192, 10_000, 782) == pytest.approx(3.2)
    assert scaled_lr(0.1, 256, 8192, 0, 782) == pytest.approx(0.1)
    assert scaled_lr(0.1, 256, 8192, 391, 782) == pytest.approx((0.1 + 3.2) / 2)


def test_the_handouts_examples() -> None:
    assert [scaled_lr(0.1, 256, 1024, step, 4) for step in range(6)] == pytest.approx(
        [0.1, 0.175, 0.25, 0.325, 0.4, 0.4]
    )
    assert scaled_lr(0.1, 256, 128, 0, 0) == pytest.approx(0.05)
    assert sharpness(lambda z: 2 * z.square().sum(), torch.zeros(1, dtype=torch.float64), 0.1) == pytest.approx(2.0)
    assert grad_noise_var(torch.tensor([[1.0], [3.0], [5.0]]), 4).item() == pytest.approx(8 / 3 / 4)


@pytest.mark.parametrize("seed", range(4))
def test_a_grid_over_the_box_finds_no_higher_value_and_comes_close(seed: int) -> None:
    g = seeded(seed)
    skew, x, centre = (torch.randn(shape, generator=g, dtype=torch.float64) for shape in ((2, 2), (2,), (2,)))

    def f(z: torch.Tensor) -> torch.Tensor:
        return (skew @ (z - centre)).square().sum() + torch.logsumexp(z, 0).exp()

    eps, steps = 0.2, torch.linspace(-1, 1, 101, dtype=torch.float64)
    grid = [f(x + eps * (x.abs() + 1) * torch.stack([a, b])) for a in steps for b in steps]
    expected = 100 * float(max(grid) - f(x)) / (1 + float(f(x)))
    assert sharpness(f, x, eps) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("B", [1, 4, 16, 64])
def test_simulated_batches_have_the_variance_that_is_predicted(B: int) -> None:
    g = seeded()
    grads = torch.randn(30, 2, 3, generator=g, dtype=torch.float64) * 2 + 1
    picks = torch.randint(30, (20_000, B), generator=g)
    means = grads[picks].mean(dim=1)
    simulated = means.var(dim=0).sum()
    assert simulated.item() == pytest.approx(grad_noise_var(grads, B).item(), rel=0.03)


def test_the_stationary_spread_of_sgd_is_the_closed_form() -> None:
    """On a/2 x² with gradient noise of variance σ²/B: lr σ² / (B a (2 - lr a)) = .013158 for these numbers."""
    a, lr, sigma, B = 2.0, 0.05, 2.0, 4
    predicted = lr * sigma**2 / (B * a * (2 - lr * a))
    assert predicted == pytest.approx(0.013158, abs=1e-6)
    g, x = seeded(), torch.zeros(20_000, dtype=torch.float64)
    for _ in range(300):
        noise = torch.randn(20_000, generator=g, dtype=torch.float64) * sigma / math.sqrt(B)
        x -= lr * (a * x + noise)
    assert x.var().item() == pytest.approx(predicted, rel=0.04)


def test_one_large_step_differs_from_k_small_ones_by_a_second_order_term() -> None:
    a, lr, k, x = 3.0, 0.01, 4, 1.0
    small = x * (1 - lr * a) ** k
    assert abs(small - x * (1 - k * lr * a)) == pytest.approx(5.3e-3, abs=1e-4)
    assert abs(small - x * (1 - k * lr * a)) <= k * (k - 1) / 2 * (lr * a) ** 2


def test_small_batches_leave_the_sharp_well_and_large_ones_stay() -> None:
    def slope(x: torch.Tensor) -> torch.Tensor:
        sharp = (x + 1) / 0.15**2 * torch.exp(-((x + 1) ** 2) / (2 * 0.15**2))
        flat = (x - 1) / 0.8**2 * torch.exp(-((x - 1) ** 2) / (2 * 0.8**2))
        return sharp + flat + 0.02 * x

    reached = {}
    for B in (1, 64):
        g, x = seeded(), torch.full((500,), -1.0, dtype=torch.float64)
        for _ in range(400):
            x = x - 0.02 * (slope(x) + 8 / math.sqrt(B) * torch.randn(500, generator=g, dtype=torch.float64))
        reached[B] = float((x > 0).double().mean())
    assert reached[1] > 0.3 and reached[64] < 0.02


@pytest.mark.gpu
def test_it_runs_on_the_gpu(cuda: str) -> None:
    x = torch.ones(3, dtype=torch.float64, device=cuda)
    assert sharpness(lambda z: z.square().sum(), x, 0.1) == pytest.approx(
        sharpness(lambda z: z.square().sum(), x.cpu(), 0.1)
    )
    assert grad_noise_var(x.expand(4, 3), 2).is_cuda
