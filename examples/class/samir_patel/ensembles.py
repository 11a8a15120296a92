from __future__ import annotations

import copy
from collections import Counter

import torch


def bootstrap(n, B, generator=None):
    return (torch.rand(B, n, generator=generator, dtype=torch.float64) * n).floor().long()


class Bagging:
    def __init__(self, make_model, B, generator=None):
        self.prototype = make_model()
        self.B, self.generator = B, generator

    def fit(self, X, y):
        self.X, self.y, self.members = X, y, []
        for rows in bootstrap(len(X), self.B, self.generator):
            member = copy.deepcopy(self.prototype)
            member.fit(X[rows], y[rows])
            self.members.append((member, set(rows.tolist())))
        return self

    def agree(self, answers):
        if self.y.dtype.is_floating_point:
            return sum(answers) / len(answers)
        counts = Counter(answers)
        most = max(counts.values())
        return min(label for label, count in counts.items() if count == most)

    def predict(self, X):
        answers = [member.predict(X).tolist() for member, _ in self.members]
        return torch.tensor([self.agree(column) for column in zip(*answers, strict=True)], dtype=self.y.dtype)

    def oob_score(self):
        answers = [member.predict(self.X).tolist() for member, _ in self.members]
        total, count = 0.0, 0
        for i, truth in enumerate(self.y.tolist()):
            fresh = [row[i] for row, (_, seen) in zip(answers, self.members, strict=True) if i not in seen]
            if fresh:
                answer = self.agree(fresh)
                total += (answer - truth) ** 2 if isinstance(truth, float) else answer == truth
                count += 1
        return total / count


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
            w = w * torch.exp(alpha * y * h)
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
        return self

    @staticmethod
    def value(stump, X: Tensor) -> Tensor:
        j, threshold, low, high = stump
        return torch.where(X[:, j] > threshold, *X.new_tensor([high, low]))

    def predict(self, X: Tensor) -> Tensor:
        return self.start + self.lr * sum((self.value(s, X) for s in self.stumps), torch.zeros(len(X), dtype=X.dtype))
