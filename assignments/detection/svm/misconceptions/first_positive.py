"""en: predict takes the first machine that says yes; it is the largest value.
ko: predict가 처음으로 양수인 머신을 고릅니다. 값이 가장 큰 머신이어야 합니다.
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
            grad_b = -self.C * (inside * y).sum()
            lr = 1.0 / (k + 100)
            w = w - lr * grad_w
            b = b - lr * grad_b
            if k >= 600:
                sum_w, sum_b, total = sum_w + w, sum_b + b, total + 1
        self.w, self.b = sum_w / total, sum_b / total
        return self


def predict(svms, feat):
    scores = torch.stack([feat @ svm.w + svm.b for svm in svms], dim=1)
    return (scores > 0).double().argmax(dim=1)
