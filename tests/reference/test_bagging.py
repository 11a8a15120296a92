from __future__ import annotations

import math

import pytest
import torch
from loading import load

module = load("generalization/bagging")
bootstrap, Bagging = module.bootstrap, module.Bagging


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


class Linear:
    def fit(self, X: torch.Tensor, y: torch.Tensor) -> None:
        self.w = torch.linalg.lstsq(X, y[:, None], driver="gelsd").solution[:, 0]

    def predict(self, X: torch.Tensor) -> torch.Tensor:
        return X @ self.w


class Constant:
    """Predicts what it is told to, whatever it is trained on."""

    answers: list[list[int]] = []

    def fit(self, X: torch.Tensor, y: torch.Tensor) -> None:
        self.answer = torch.tensor(self.answers.pop(0))

    def predict(self, X: torch.Tensor) -> torch.Tensor:
        return self.answer


@pytest.mark.parametrize(("n", "share"), [(2, 0.75), (5, 0.6723), (10, 0.65132), (100, 0.63397), (1000, 0.63230)])
def test_the_share_of_different_rows_is_the_published_one(n: int, share: float) -> None:
    assert 1 - (1 - 1 / n) ** n == pytest.approx(share, abs=5e-5)
    B = 2000
    resamples = bootstrap(n, B, seeded())
    assert resamples.shape == (B, n) and resamples.dtype == torch.int64
    shares = torch.tensor([len(set(rows)) / n for rows in resamples.tolist()])
    assert shares.mean().item() == pytest.approx(share, abs=6 * float(shares.std()) / math.sqrt(B))


def test_every_row_is_drawn_equally_often() -> None:
    counts = torch.bincount(bootstrap(20, 5000, seeded()).flatten(), minlength=20).double()
    assert (counts - 5000).abs().max() < 6 * math.sqrt(5000)


def test_averaging_correlated_predictions_leaves_the_shared_part_of_the_variance() -> None:
    """rho + (1 - rho) / B of it: .55 for rho = .5 and B = 10."""
    g, rho, B, n = seeded(), 0.5, 10, 100_000
    shared, own = torch.randn(1, n, generator=g), torch.randn(B, n, generator=g)
    predictions = rho**0.5 * shared + (1 - rho) ** 0.5 * own
    assert predictions.mean(0).var().item() == pytest.approx(0.55, rel=0.02)


def test_bagged_least_squares_is_the_linear_model_of_the_mean_weights() -> None:
    g = seeded(1)
    X, y = torch.randn(30, 3, generator=g, dtype=torch.float64), torch.randn(30, generator=g, dtype=torch.float64)
    bagging = Bagging(Linear, 8, seeded(2)).fit(X, y)
    weights = []
    for rows in bootstrap(30, 8, seeded(2)):
        model = Linear()
        model.fit(X[rows], y[rows])
        weights.append(model.w)
    torch.testing.assert_close(bagging.predict(X), X @ torch.stack(weights).mean(0), rtol=0, atol=1e-12)


def test_a_loop_over_rows_and_models_gives_the_same_out_of_bag_error() -> None:
    g = seeded(4)
    X, y = torch.randn(12, 2, generator=g, dtype=torch.float64), torch.randn(12, generator=g, dtype=torch.float64)
    resamples = bootstrap(12, 4, seeded(5)).tolist()
    errors = []
    for row in range(12):
        predictions = []
        for rows in resamples:
            if row not in rows:
                model = Linear()
                model.fit(X[rows], y[rows])
                predictions.append(float(model.predict(X[row : row + 1])))
        if predictions:
            errors.append((sum(predictions) / len(predictions) - float(y[row])) ** 2)
    assert len(errors) < 12  # a row that all resamples hold is left out
    assert Bagging(Linear, 4, seeded(5)).fit(X, y).oob_score() == pytest.approx(sum(errors) / len(errors), abs=1e-12)


def test_classes_are_voted_on_and_ties_go_to_the_smallest() -> None:
    Constant.answers = [[0, 1, 3], [2, 0, 3], [2, 2, 1]]
    bagging = Bagging(Constant, 3).fit(torch.zeros(3, 1), torch.tensor([2, 0, 3]))
    assert bagging.predict(torch.zeros(3, 1)).tolist() == [2, 0, 3]


def test_the_generator_decides_and_moves_on() -> None:
    g = seeded(7)
    first, second = bootstrap(9, 3, g), bootstrap(9, 3, g)
    assert torch.equal(first, bootstrap(9, 3, seeded(7))) and not torch.equal(first, second)


@pytest.mark.gpu
def test_it_runs_on_the_gpu(cuda: str) -> None:
    X = torch.randn(10, 2, dtype=torch.float64, device=cuda)
    Constant.answers = [[0] * 10, [1] * 10]
    bagging = Bagging(Constant, 2).fit(X, torch.zeros(10, dtype=torch.int64, device=cuda))
    assert len(bagging.predict(X)) == 10
