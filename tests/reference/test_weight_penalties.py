from __future__ import annotations

import itertools

import pytest
import torch
import torch.nn.functional as F
from loading import load

module = load("regularization/weight_penalties")
penalty, soft_threshold, ridge, ista = module.penalty, module.soft_threshold, module.ridge, module.ista


def regression(rows: int = 40, columns: int = 20, relevant: int = 3) -> tuple[torch.Tensor, torch.Tensor]:
    g = torch.Generator().manual_seed(0)
    X = torch.randn(rows, columns, generator=g, dtype=torch.float64)
    w = torch.zeros(columns, dtype=torch.float64)
    w[:relevant] = torch.tensor([2.0, -1.5, 1.0], dtype=torch.float64)[:relevant]
    return X, X @ w + 0.1 * torch.randn(rows, generator=g, dtype=torch.float64)


def test_the_gradient_is_what_torchs_weight_decay_adds() -> None:
    w = torch.randn(5, 3, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    ours, theirs = w.clone().requires_grad_(), w.clone().requires_grad_()
    torch.optim.SGD([theirs], lr=0.1, weight_decay=0.3)
    (ours.sin().sum() + penalty([ours], l2=0.3)).backward()
    theirs.sin().sum().backward()
    optimizers = [torch.optim.SGD([ours], lr=0.1), torch.optim.SGD([theirs], lr=0.1, weight_decay=0.3)]
    for optimizer in optimizers:
        optimizer.step()
    torch.testing.assert_close(ours, theirs, rtol=0, atol=1e-15)


def test_a_loop_over_numbers_gives_the_same_penalty() -> None:
    params = [torch.randn(2, 3, dtype=torch.float64), torch.randn((), dtype=torch.float64)]
    numbers = [float(v) for param in params for v in param.flatten()]
    expected = 0.2 * sum(map(abs, numbers)) + 0.35 * sum(v * v for v in numbers)
    assert penalty(iter(params), 0.2, 0.7).item() == pytest.approx(expected, abs=1e-14)


def test_the_l1_gradient_at_zero_is_zero() -> None:
    w = torch.zeros(3, requires_grad=True)
    penalty([w], l1=1.0).backward()
    assert torch.equal(w.grad, torch.zeros(3))


def test_ten_steps_of_decay_shrink_to_0_904382() -> None:
    w = torch.ones(1, dtype=torch.float64, requires_grad=True)
    for _ in range(10):
        (gradient,) = torch.autograd.grad(penalty([w], l2=0.1), w)
        w = (w - 0.1 * gradient).detach().requires_grad_()
    assert w.item() == pytest.approx(0.904382, abs=1e-6)


@pytest.mark.parametrize("t", [0.0, 0.3, 2.0])
def test_the_soft_threshold_is_torchs_softshrink_and_minimises_its_problem(t: float) -> None:
    w = torch.linspace(-3, 3, 61, dtype=torch.float64)
    ours = soft_threshold(w, t)
    torch.testing.assert_close(ours, F.softshrink(w, t), rtol=0, atol=1e-15)
    grid = torch.linspace(-4, 4, 8001, dtype=torch.float64)
    cost = 0.5 * (grid - w[:, None]) ** 2 + t * grid.abs()
    torch.testing.assert_close(ours, grid[cost.argmin(1)], rtol=0, atol=6e-4)


def test_gradient_descent_reaches_the_ridge_solution() -> None:
    X, y = regression(30, 5)
    w = torch.zeros(5, dtype=torch.float64)
    for _ in range(4000):
        w -= 0.1 * (X.T @ (X @ w - y) / 30 + 0.2 * w)
    torch.testing.assert_close(ridge(X, y, 0.2), w, rtol=0, atol=1e-12)


def test_in_one_dimension_ridge_divides_by_n_lambda_more() -> None:
    x, y = torch.tensor([1.0, 2.0, 4.0], dtype=torch.float64), torch.tensor([1.0, 1.0, 3.0], dtype=torch.float64)
    expected = float((x * y).sum() / ((x * x).sum() + 3 * 0.5))
    assert ridge(x[:, None], y, 0.5).item() == pytest.approx(expected, abs=1e-14)


def test_ista_reaches_the_lasso_and_its_zeros_are_exact() -> None:
    X, y = regression()
    w = ista(X, y, 0.2, 3000)
    gradient = X.T @ (X @ w - y) / len(X)
    assert int((w == 0).sum()) == 17 and int((ridge(X, y, 0.2) == 0).sum()) == 0
    assert gradient.abs().max() <= 0.2 + 1e-10
    torch.testing.assert_close(gradient[w != 0], -0.2 * w[w != 0].sign(), rtol=0, atol=1e-10)


def test_every_step_of_ista_lowers_the_loss() -> None:
    X, y = regression()
    paths = [ista(X, y, 0.1, n) for n in range(30)]
    losses = [float((X @ w - y).square().mean() / 2 + 0.1 * w.abs().sum()) for w in paths]
    assert torch.equal(paths[0], torch.zeros(20, dtype=torch.float64))
    assert all(b <= a + 1e-12 for a, b in itertools.pairwise(losses))


def test_the_handouts_examples() -> None:
    w = torch.tensor([3.0, -0.2, 0.5], dtype=torch.float64)
    assert penalty([w], l1=0.1, l2=0.2).item() == pytest.approx(1.299)
    assert soft_threshold(w, 0.5).tolist() == [2.5, 0.0, 0.0]
    X, y = torch.tensor([[1.0], [2.0]], dtype=torch.float64), torch.tensor([2.0, 3.0], dtype=torch.float64)
    assert ridge(X, y, 0.5).item() == pytest.approx(4 / 3) and ista(X, y, 0.5, 1).item() == pytest.approx(1.4)
    assert ista(X, y, 0.5, 50).item() == pytest.approx(1.4)


def test_nothing_to_penalise_is_refused() -> None:
    with pytest.raises(ValueError, match="no parameters"):
        penalty([])


@pytest.mark.gpu
def test_it_runs_on_the_gpu(cuda: str) -> None:
    X, y = regression()
    torch.testing.assert_close(ista(X.to(cuda), y.to(cuda), 0.2, 50).cpu(), ista(X, y, 0.2, 50))
    torch.testing.assert_close(ridge(X.to(cuda), y.to(cuda), 0.2).cpu(), ridge(X, y, 0.2))
