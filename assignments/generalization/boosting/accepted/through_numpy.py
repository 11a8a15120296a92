"""numpy arrays inside; weights as arrays in a list."""

from __future__ import annotations

import numpy as np
import torch


def stumps(A):
    for j in range(A.shape[1]):
        values = np.unique(A[:, j])
        for threshold in (values[:-1] + values[1:]) / 2:
            yield j, threshold


class AdaBoost:
    def __init__(self, T):
        self.T = T

    def fit(self, X, y):
        A, b = X.numpy(), y.numpy().astype(float)
        w = np.ones(len(b)) / len(b)
        self.weights_history, self.alphas, self.rules = [w], [], []
        pool = [(j, t, s) for j, t in stumps(A) for s in (1.0, -1.0)]
        answers = np.array([np.where(A[:, j] > t, s, -s) for j, t, s in pool])
        for _ in range(self.T):
            errors = (answers != b) @ w
            best = int(np.argmin(errors))
            wrong = answers[best] != b
            e = w[wrong].sum()
            if not wrong.any():
                self.alphas, self.rules = [1.0], [pool[best]]
                break
            self.alphas.append(0.5 * np.log((1 - e) / e))
            self.rules.append(pool[best])
            w = np.where(wrong, w / (2 * e), w / (2 * (1 - e)))
            self.weights_history.append(w)
        return self

    def predict(self, X):
        A = X.numpy()
        score = sum(a * np.where(A[:, j] > t, s, -s) for a, (j, t, s) in zip(self.alphas, self.rules, strict=True))
        return torch.from_numpy(np.where(score > 0, 1, -1))


class GradientBoost:
    def __init__(self, T, lr):
        self.T, self.lr = T, lr

    def fit(self, X, y):
        A, b = X.numpy(), y.numpy()
        self.start, self.rules = b.mean(), []
        F = np.full(len(b), self.start)
        for _ in range(self.T):
            r = b - F

            def loss(rule, r=r):
                above = A[:, rule[0]] > rule[1]
                return ((r[above] - r[above].mean()) ** 2).sum() + ((r[~above] - r[~above].mean()) ** 2).sum()

            j, t = min(stumps(A), key=loss)
            above = A[:, j] > t
            self.rules.append((j, t, r[~above].mean(), r[above].mean()))
            F = F + self.lr * np.where(above, r[above].mean(), r[~above].mean())
        return self

    def predict(self, X):
        A = X.numpy()
        F = np.full(len(A), self.start)
        for j, t, low, high in self.rules:
            F = F + self.lr * np.where(A[:, j] > t, high, low)
        return torch.from_numpy(F)
