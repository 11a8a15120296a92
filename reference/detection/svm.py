"""The linear support vector machines by which R-CNN tells classes apart (Girshick et al., arXiv 1311.2524, section 2.3).

    minimise   1/2 |w|^2 + C sum of max(0, 1 - y_i (w . x_i + b))

Solved in the dual, one pair of multipliers after another (sequential minimal optimisation, Platt 1998; the pair that breaks
its conditions most, Fan, Chen, Lin 2005).
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor


class LinearSVM:
    """One machine for one class. After `fit`, `w` [D] and `b` (0-d)."""

    def __init__(self, C: float = 1.0) -> None:
        self.C = C

    def fit(self, feat: Tensor, y: Tensor) -> LinearSVM:
        """`feat` [n, D], `y` [n] of +1 and -1, both among them."""
        K, y, C = feat @ feat.T, y.to(feat), self.C
        alpha = torch.zeros_like(y)
        for _ in range(100 * len(y) + 1000):
            # At the optimum all y_i - w . x_i of multipliers that may grow lie below those that may fall: b is between.
            slack = y - K @ (alpha * y)
            up = ((alpha < C) & (y > 0)) | ((alpha > 0) & (y < 0))
            down = ((alpha < C) & (y < 0)) | ((alpha > 0) & (y > 0))
            i, j = int(torch.where(up, slack, -torch.inf).argmax()), int(torch.where(down, slack, torch.inf).argmin())
            gap = slack[i] - slack[j]
            if gap < 1e-6:
                break
            room = [C - alpha[k] if sign > 0 else alpha[k] for k, sign in ((i, y[i]), (j, -y[j]))]
            step = torch.stack([gap / (K[i, i] + K[j, j] - 2 * K[i, j]).clamp(min=1e-12), *room]).min()
            alpha[i] += y[i] * step
            alpha[j] -= y[j] * step
        self.w = feat.T @ (alpha * y)
        self.b = (slack[i] + slack[j]) / 2
        return self


def predict(svms: Sequence[LinearSVM], feat: Tensor) -> Tensor:
    """The class of each row of `feat` [n, D]: int64 [n], the number of the machine with the largest w . x + b."""
    return torch.stack([feat @ svm.w + svm.b for svm in svms], dim=1).argmax(dim=1)
