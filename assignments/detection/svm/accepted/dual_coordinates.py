"""Coordinate descent in the dual; the bias is one more coordinate of w, and penalised."""

from __future__ import annotations

import torch


class LinearSVM:
    def __init__(self, C=1.0):
        self.C = C

    def fit(self, feat, y):
        x = torch.cat([feat.double(), torch.ones(len(feat), 1, dtype=torch.float64)], dim=1)
        rows, labels = x.tolist(), [float(v) for v in y]
        norms = (x * x).sum(1).tolist()
        alpha, w = [0.0] * len(rows), [0.0] * x.shape[1]
        for _ in range(80):
            for i, (row, label) in enumerate(zip(rows, labels, strict=False)):
                gradient = label * sum(a * b for a, b in zip(w, row, strict=False)) - 1
                new = min(max(alpha[i] - gradient / norms[i], 0.0), self.C)
                change = (new - alpha[i]) * label
                alpha[i] = new
                if change:
                    w = [a + change * b for a, b in zip(w, row, strict=False)]
        self.w, self.b = torch.tensor(w[:-1], dtype=torch.float64), w[-1]
        return self


def predict(svms, feat):
    W = torch.stack([torch.as_tensor(s.w) for s in svms])
    b = torch.tensor([float(s.b) for s in svms]).to(W)
    return (feat.to(W) @ W.T + b).max(dim=1).indices
