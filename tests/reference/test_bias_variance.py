from __future__ import annotations

import pytest
import torch
from loading import load

module = load("generalization/bias_variance")
bias_variance, best_shrinkage = module.bias_variance, module.best_shrinkage


def polynomials(degree: int, models: int = 200) -> tuple[torch.Tensor, torch.Tensor]:
    """Fits to 20 noisy points of sin(pi x) each, at 50 points; and the truth there."""
    g = torch.Generator().manual_seed(0)
    x = 2 * torch.rand(models, 20, generator=g, dtype=torch.float64) - 1
    y = torch.sin(torch.pi * x) + 0.3 * torch.randn(models, 20, generator=g, dtype=torch.float64)
    powers, points = torch.arange(degree + 1), torch.linspace(-1, 1, 50, dtype=torch.float64)
    weights = torch.linalg.lstsq(x[..., None] ** powers, y[..., None]).solution
    return (points[:, None] ** powers @ weights).squeeze(-1), torch.sin(torch.pi * points)


@pytest.mark.parametrize("degree", [0, 1, 3, 5])
def test_bias_and_variance_add_up_to_the_squared_error(degree: int) -> None:
    preds, truth = polynomials(degree)
    bias2, variance = bias_variance(preds, truth)
    assert (bias2 + variance).item() == pytest.approx((preds - truth).square().mean().item(), abs=1e-12)


def test_flexible_models_trade_bias_for_variance() -> None:
    found = {degree: bias_variance(*polynomials(degree)) for degree in (0, 1, 3, 5)}
    assert found[0][0] > found[1][0] > found[3][0]
    assert found[5][1] > 2 * found[1][1]


def test_loops_give_the_same() -> None:
    preds, truth = torch.randn(4, 3, dtype=torch.float64), torch.randn(3, dtype=torch.float64)
    bias2 = variance = 0.0
    for n in range(3):
        column = [float(v) for v in preds[:, n]]
        mean = sum(column) / 4
        bias2 += (mean - float(truth[n])) ** 2 / 3
        variance += sum((v - mean) ** 2 for v in column) / 4 / 3
    assert [float(v) for v in bias_variance(preds, truth)] == pytest.approx([bias2, variance], abs=1e-14)


def test_simulated_shrinkage_has_the_bias_and_the_variance_of_the_closed_form() -> None:
    g, mu, sigma, n, c = torch.Generator().manual_seed(0), 1.5, 2.0, 5, 0.6
    means = (mu + sigma * torch.randn(200_000, n, generator=g, dtype=torch.float64)).mean(1, keepdim=True)
    bias2, variance = bias_variance(c * means, torch.tensor([mu], dtype=torch.float64))
    assert bias2.item() == pytest.approx((1 - c) ** 2 * mu**2, rel=0.02)
    assert variance.item() == pytest.approx(c**2 * sigma**2 / n, rel=0.02)


def test_no_other_factor_does_better() -> None:
    mu, sigma2, n = -0.7, 3.0, 6
    grid = torch.linspace(0, 1, 10_001, dtype=torch.float64)
    error = (1 - grid) ** 2 * mu**2 + grid**2 * sigma2 / n
    assert best_shrinkage(mu, sigma2, n) == pytest.approx(float(grid[error.argmin()]), abs=1e-4)


def test_the_handouts_examples() -> None:
    preds = torch.tensor([[1.0, 4.0], [3.0, 4.0]])
    assert [float(v) for v in bias_variance(preds, torch.tensor([1.0, 5.0]))] == [1.0, 0.5]
    assert best_shrinkage(2, 12, 4) == pytest.approx(0.571429, abs=1e-6)


@pytest.mark.gpu
def test_it_runs_on_the_gpu(cuda: str) -> None:
    preds, truth = polynomials(1)
    there = bias_variance(preds.to(cuda), truth.to(cuda))
    torch.testing.assert_close([value.cpu() for value in there], list(bias_variance(preds, truth)))
