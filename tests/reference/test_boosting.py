from __future__ import annotations

import itertools
import math

import pytest
import torch
from loading import load

module = load("generalization/boosting")
AdaBoost, GradientBoost = module.AdaBoost, module.GradientBoost


def ring(n: int = 50) -> tuple[torch.Tensor, torch.Tensor]:
    g = torch.Generator().manual_seed(0)
    X = torch.randn(n, 2, generator=g, dtype=torch.float64)
    return X, torch.where(X.norm(dim=1) < 1.1, 1, -1)


def test_after_each_round_the_wrong_ones_have_half_of_the_weight() -> None:
    X, y = ring()
    model = AdaBoost(10).fit(X, y)
    assert len(model.alphas) == 10 and len(model.weights_history) == 11
    for stump, after in zip(model.stumps, model.weights_history[1:], strict=True):
        assert after.sum().item() == pytest.approx(1, abs=1e-12)
        assert after[stump(X) != y].sum().item() == pytest.approx(0.5, abs=1e-9)


def test_every_stump_is_the_best_of_all() -> None:
    X, y = ring(25)
    model = AdaBoost(6).fit(X, y)
    for stump, w in zip(model.stumps, model.weights_history, strict=False):
        chosen = float(w[stump(X) != y].sum())
        for j, t, sign in itertools.product(range(2), range(25), (1, -1)):
            above = X[:, j] > X[t, j]
            answers = torch.where(above, sign, -sign)
            assert not above.any() or chosen <= float(w[answers != y].sum()) + 1e-12


def test_the_training_error_stays_below_the_product_of_the_normalisers() -> None:
    X, y = ring()
    model = AdaBoost(20).fit(X, y)
    bound, weights = 1.0, model.weights_history
    for stump, w in zip(model.stumps, weights, strict=False):
        e = float(w[stump(X) != y].sum())
        bound *= 2 * math.sqrt(e * (1 - e))
    error = float((model.predict(X) != y).double().mean())
    assert error <= bound < 1
    assert error < float((AdaBoost(1).fit(X, y).predict(X) != y).double().mean())


def test_alpha_is_half_of_the_log_odds() -> None:
    X = torch.arange(1.0, 6.0, dtype=torch.float64)[:, None]
    model = AdaBoost(1).fit(X, torch.tensor([1, 1, -1, -1, 1]))
    assert model.alphas[0] == pytest.approx(0.5 * math.log(4))
    assert model.weights_history[1].tolist() == pytest.approx([0.125, 0.125, 0.125, 0.125, 0.5])
    assert 0.5 * math.log(0.7 / 0.3) == pytest.approx(0.423649, abs=1e-6)


def test_a_perfect_stump_ends_training_and_decides() -> None:
    X = torch.randn(12, 2, dtype=torch.float64)
    y = torch.where(X[:, 1] > 0.1, -1, 1)
    model = AdaBoost(5).fit(X, y)
    assert torch.equal(model.predict(X), y) and len(model.stumps) == 1


def test_gradient_boosting_adds_the_least_squares_stump_of_the_residuals() -> None:
    g = torch.Generator().manual_seed(1)
    X, y = torch.randn(14, 2, generator=g, dtype=torch.float64), torch.randn(14, generator=g, dtype=torch.float64)
    F = torch.full_like(y, float(y.mean()))
    for rounds in range(1, 5):
        r, best = y - F, None
        for j, t in itertools.product(range(2), range(14)):
            above = X[:, j] > X[t, j]
            if above.any():
                fit = torch.where(above, r[above].mean(), r[~above].mean())
                if best is None or (r - fit).square().sum() < (r - best).square().sum():
                    best = fit
        F = F + 0.3 * best
        torch.testing.assert_close(GradientBoost(rounds, 0.3).fit(X, y).predict(X), F, rtol=0, atol=1e-12)


def test_the_handouts_example_of_gradient_boosting() -> None:
    X, y = torch.tensor([[1.0], [2.0], [3.0]], dtype=torch.float64), torch.tensor([0.0, 0.0, 6.0], dtype=torch.float64)
    assert GradientBoost(1, 0.5).fit(X, y).predict(X).tolist() == pytest.approx([1, 1, 4])


@pytest.mark.gpu
def test_it_runs_on_the_gpu(cuda: str) -> None:
    X, y = ring(20)
    there = AdaBoost(2).fit(X.to(cuda), y.to(cuda)).predict(X.to(cuda))  # two rounds: in the third, two stumps tie
    assert torch.equal(there.cpu(), AdaBoost(2).fit(X, y).predict(X))
