"""en: b stays 0.
ko: b가 0으로 남아 있습니다.
"""

from __future__ import annotations

import torch


class LinearSVM:
    def __init__(self, C=1.0):
        self.C = C

    def fit(self, feat, y):
        x = feat.double()
        y = y.double()
        _n, d = x.shape
        w = torch.zeros(d, dtype=torch.float64)
        b = torch.zeros((), dtype=torch.float64)
        sum_w, sum_b, total = torch.zeros_like(w), torch.zeros_like(b), 0
        for k in range(1200):
            inside = (y * (x @ w + b) < 1).double()
            grad_w = w - self.C * (inside * y) @ x
            -self.C * (inside * y).sum()
            lr = 1.0 / (k + 100)
            w = w - lr * grad_w
            if k >= 600:
                sum_w, sum_b, total = sum_w + w, sum_b + b, total + 1
        self.w, self.b = sum_w / total, sum_b / total
        return self


def predict(svms, feat):
    scores = torch.stack([feat @ svm.w + svm.b for svm in svms], dim=1)
    return scores.argmax(dim=1)
