"""en: You added lam to every entry of XᵀX/n; it belongs on the diagonal.
ko: XᵀX/n의 모든 원소에 lam을 더했습니다. 대각 원소에만 더합니다.
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
    n = len(X)
    return torch.linalg.solve(X.T @ X / n + lam, X.T @ y / n)


def ista(X: Tensor, y: Tensor, lam: float, n: int) -> Tensor:
    rows = len(X)
    L = torch.linalg.eigvalsh(X.T @ X / rows).max()
    w = torch.zeros(X.shape[1], dtype=X.dtype)
    for _ in range(n):
        w = soft_threshold(w - X.T @ (X @ w - y) / rows / L, lam / L)
    return w
