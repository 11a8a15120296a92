"""Autograd and falling steps; keeps the best w."""

from __future__ import annotations

import torch


class LinearSVM:
    def __init__(self, C=1.0):
        self.C = C

    def fit(self, feat, y):
        feat, y = feat.detach().double(), y.double()
        theta = torch.zeros(feat.shape[1] + 1, dtype=torch.float64, requires_grad=True)
        best, kept = float("inf"), None
        average = torch.zeros_like(theta)
        for k in range(1600):
            hinge = (1 - y * (feat @ theta[:-1] + theta[-1])).clamp(min=0).sum()
            (grad,) = torch.autograd.grad(theta[:-1].square().sum() / 2 + self.C * hinge, theta)
            with torch.no_grad():
                theta -= 2 / (k + 200) * grad
                average.lerp_(theta, 0.01)
                if k % 20 == 19:
                    w, b = average[:-1], average[-1]
                    value = w.square().sum() / 2 + self.C * (1 - y * (feat @ w + b)).clamp(min=0).sum()
                    if value < best:
                        best, kept = value, average.clone()
        self.w, self.b = kept[:-1], kept[-1:]
        return self


def predict(svms, feat):
    best = [max(range(len(svms)), key=lambda k: float(row @ svms[k].w + svms[k].b)) for row in feat]
    return torch.tensor(best)
