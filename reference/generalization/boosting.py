"""AdaBoost (Freund and Schapire 1997) and gradient boosting (Friedman 2001), both with stumps.

AdaBoost, y and h(x) in {-1, +1}; w starts at 1/n:
    h_t   the stump with the least weighted error  e = Σ w_i [h(x_i) ≠ y_i]
    α_t   = ½ ln((1 - e) / e)
    w_i  <- w_i exp(-α_t y_i h_t(x_i)), normalised to sum 1;   the wrong ones have weight ½ then
    F(x)  = sign Σ α_t h_t(x)

Gradient boosting of the squared error; F starts at the mean of y:
    h_t   the stump that fits the residuals y - F(x) best, F <- F + η h_t
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Stump:
    """One threshold on one feature: `low` up to it, `high` above it."""

    feature: int
    threshold: float
    low: float
    high: float

    def __call__(self, X: Tensor) -> Tensor:
        """`X` [n, d] to [n], with the dtype of X."""
        low, high = X.new_tensor([self.low, self.high])
        return torch.where(X[:, self.feature] > self.threshold, high, low)


def splits(X: Tensor) -> list[tuple[int, float]]:
    """Every (feature, threshold) that divides the rows of `X` [n, d]: midpoints between neighbouring values."""
    found = []
    for feature in range(X.shape[1]):
        values = X[:, feature].unique()
        found += [(feature, float(middle)) for middle in (values[1:] + values[:-1]) / 2]
    return found


class AdaBoost:
    """`T` rounds. After fit: `alphas`, a list of floats, and `weights_history`, the weights [n] before each round and after
    the last, each with sum 1. A stump without an error ends training: it is the last, and its alpha the largest."""

    def __init__(self, T: int) -> None:
        self.T = T

    def fit(self, X: Tensor, y: Tensor) -> AdaBoost:
        """`X` [n, d], `y` [n] of -1 and +1."""
        y = y.to(X.dtype)
        w = torch.full_like(y, 1 / len(y))
        self.stumps: list[Stump] = []
        self.alphas: list[float] = []
        self.weights_history = [w]
        candidates = [Stump(j, s, -sign, sign) for j, s in splits(X) for sign in (1.0, -1.0)]
        predictions = torch.stack([stump(X) for stump in candidates])  # [candidates, n]
        for _ in range(self.T):
            errors = ((predictions != y) * w).sum(dim=1)
            best = int(errors.argmin())
            e, h = float(errors[best]), predictions[best]
            self.stumps.append(candidates[best])
            if e <= 0:
                self.alphas.append(1 + sum(map(abs, self.alphas)))  # it decides alone
                self.weights_history.append(w)
                break
            alpha = 0.5 * math.log((1 - e) / e)
            self.alphas.append(alpha)
            w = w * torch.exp(-alpha * y * h)
            w = w / w.sum()
            self.weights_history.append(w)
        return self

    def predict(self, X: Tensor) -> Tensor:
        """-1 or +1 for each row, int64[m]."""
        votes = torch.stack([alpha * stump(X) for alpha, stump in zip(self.alphas, self.stumps, strict=True)])
        return torch.where(votes.sum(dim=0) >= 0, 1, -1)


class GradientBoost:
    """`T` regression stumps, each added with the factor `lr`."""

    def __init__(self, T: int, lr: float) -> None:
        self.T, self.lr = T, lr

    def fit(self, X: Tensor, y: Tensor) -> GradientBoost:
        """`X` [n, d], `y` [n] floating."""
        self.start = float(y.mean())
        self.stumps: list[Stump] = []
        for _ in range(self.T):
            self.stumps.append(self._best(X, y - self.predict(X)))
        return self

    @staticmethod
    def _best(X: Tensor, r: Tensor) -> Stump:
        """The stump with the least squared distance from `r` [n]: the mean of r on each side."""
        fits = []
        for feature, threshold in splits(X):
            above = X[:, feature] > threshold
            fits.append(Stump(feature, threshold, float(r[~above].mean()), float(r[above].mean())))
        return min(fits, key=lambda stump: float((r - stump(X)).square().sum()))

    def predict(self, X: Tensor) -> Tensor:
        """[m], with the dtype of `X` [m, d]."""
        return torch.full_like(X[:, 0], self.start) + self.lr * sum(stump(X) for stump in self.stumps)
