"""en: You subtracted the predictions from the caller's y.
ko: 호출한 쪽의 y에서 예측을 뺐습니다.
"""

from __future__ import annotations

import itertools
import math

import torch
from torch import Tensor


def every_stump(X: Tensor):
    """(feature, threshold, sign) of all stumps: sign above the threshold, -sign up to it."""
    stumps = []
    for j in range(X.shape[1]):
        for low, high in itertools.pairwise(X[:, j].unique().tolist()):
            stumps += [(j, (low + high) / 2, 1), (j, (low + high) / 2, -1)]
    return stumps


def classify(stump, X: Tensor) -> Tensor:
    j, threshold, sign = stump
    return torch.where(X[:, j] > threshold, sign, -sign)


class AdaBoost:
    def __init__(self, T: int) -> None:
        self.T = T

    def fit(self, X: Tensor, y: Tensor) -> AdaBoost:
        n = len(y)
        w = torch.full((n,), 1 / n, dtype=X.dtype)
        self.stumps, self.alphas, self.weights_history = [], [], [w]
        for _ in range(self.T):
            best = min(every_stump(X), key=lambda stump: float(w[classify(stump, X) != y].sum()))
            h = classify(best, X)
            e = float(w[h != y].sum())
            if e == 0:
                self.stumps, self.alphas = [best], [1.0]
                break
            alpha = 0.5 * math.log((1 - e) / e)
            w = w * torch.exp(-alpha * y * h)
            w = w / w.sum()
            self.stumps.append(best)
            self.alphas.append(alpha)
            self.weights_history.append(w)
        return self

    def predict(self, X: Tensor) -> Tensor:
        total = sum(alpha * classify(stump, X) for alpha, stump in zip(self.alphas, self.stumps, strict=True))
        return torch.where(total >= 0, 1, -1)


class GradientBoost:
    def __init__(self, T: int, lr: float) -> None:
        self.T, self.lr = T, lr

    def fit(self, X: Tensor, y: Tensor) -> GradientBoost:
        self.start, self.stumps = y.mean(), []
        for _ in range(self.T):
            r = y - self.predict(X)
            candidates = []
            for j, threshold, _ in every_stump(X):
                above = X[:, j] > threshold
                stump = (j, threshold, float(r[~above].mean()), float(r[above].mean()))
                candidates.append((float(((r - self.value(stump, X)) ** 2).sum()), stump))
            self.stumps.append(min(candidates)[1])
        y -= self.predict(X)
        return self

    @staticmethod
    def value(stump, X: Tensor) -> Tensor:
        j, threshold, low, high = stump
        return torch.where(X[:, j] > threshold, *X.new_tensor([high, low]))

    def predict(self, X: Tensor) -> Tensor:
        return self.start + self.lr * sum((self.value(s, X) for s in self.stumps), torch.zeros(len(X), dtype=X.dtype))
