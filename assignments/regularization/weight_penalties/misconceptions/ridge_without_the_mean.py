"""en: Your ridge sums over the samples: with the data term 1/(2n), lam is weighed against XᵀX/n.
ko: ridge에서 표본에 대한 합을 썼습니다. 데이터 항이 1/(2n)이므로 lam은 XᵀX/n과 견줍니다.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


def penalty(params: Iterable[Tensor], l1: float = 0.0, l2: float = 0.0) -> Tensor:
    return sum(l1 * w.abs().sum() + l2 / 2 * (w**2).sum() for w in params)


def soft_threshold(w: Tensor, t: float) -> Tensor:
    return torch.sign(w) * torch.clamp(w.abs() - t, min=0)


def ridge(X: Tensor, y: Tensor, lam: float) -> Tensor:
    d = X.shape[1]
    return torch.linalg.solve(X.T @ X + lam * torch.eye(d, dtype=X.dtype), X.T @ y)


def ista(X: Tensor, y: Tensor, lam: float, n: int) -> Tensor:
    rows = len(X)
    L = torch.linalg.eigvalsh(X.T @ X / rows).max()
    w = torch.zeros(X.shape[1], dtype=X.dtype)
    for _ in range(n):
        w = soft_threshold(w - X.T @ (X @ w - y) / rows / L, lam / L)
    return w
