"""The SAMME scale of alpha; thresholds at data values; fit returns nothing."""

from __future__ import annotations

import math

import torch


class Stump:
    def __init__(self, feature, value, left, right):
        self.feature, self.value, self.left, self.right = feature, value, left, right

    def __call__(self, X):
        go_left = X[:, self.feature] <= self.value
        return torch.where(go_left, torch.tensor(self.left, dtype=X.dtype), torch.tensor(self.right, dtype=X.dtype))


class AdaBoost:
    def __init__(self, T):
        self.T = T

    def fit(self, X, y):
        y = y.double()
        w = torch.ones(len(y), dtype=torch.float64) / len(y)
        self.alphas, self.learners = [], []
        self.weights_history = [w.clone()]
        for _ in range(self.T):
            best, best_error = None, 2.0
            for j in range(X.shape[1]):
                for value in X[:, j]:
                    for left in (-1.0, 1.0):
                        stump = Stump(j, value, left, -left)
                        error = (w * (stump(X) != y)).sum().item()
                        if error < best_error - 1e-14:
                            best, best_error = stump, error
            if best_error < 1e-14:
                self.learners, self.alphas = [best], [1.0]
                return
            alpha = math.log((1 - best_error) / best_error)
            w = w * torch.exp(alpha * (best(X) != y))
            w = w / w.sum()
            self.learners.append(best)
            self.alphas.append(alpha)
            self.weights_history.append(w.clone())

    def predict(self, X):
        score = torch.zeros(len(X), dtype=X.dtype)
        for alpha, learner in zip(self.alphas, self.learners, strict=True):
            score += alpha * learner(X)
        return torch.sign(score)


class GradientBoost:
    def __init__(self, T, lr):
        self.T, self.lr, self.stages = T, lr, []

    def fit(self, X, y):
        self.base = y.mean().item()
        current = torch.full_like(y, self.base)
        for _ in range(self.T):
            residual = y - current
            best, best_loss = None, float("inf")
            for j in range(X.shape[1]):
                for value in X[:, j].unique()[:-1]:
                    left = X[:, j] <= value
                    stump = Stump(j, value, residual[left].mean().item(), residual[~left].mean().item())
                    loss = (residual - stump(X)).pow(2).sum().item()
                    if loss < best_loss:
                        best, best_loss = stump, loss
            self.stages.append(best)
            current = current + self.lr * best(X)

    def predict(self, X):
        total = torch.full((len(X),), self.base, dtype=X.dtype)
        for stage in self.stages:
            total = total + self.lr * stage(X)
        return total
