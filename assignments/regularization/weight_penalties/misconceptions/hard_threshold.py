"""en: You thresholded hard: what survives is moved towards 0 by t, too.
ko: 경성 임계를 썼습니다. 남는 값도 0 쪽으로 t만큼 옮깁니다.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


def penalty(params: Iterable[Tensor], l1: float = 0.0, l2: float = 0.0) -> Tensor:
    return sum(l1 * w.abs().sum() + l2 / 2 * (w**2).sum() for w in params)


def soft_threshold(w: Tensor, t: float) -> Tensor:
    return torch.where(w.abs() > t, w, torch.zeros_like(w))


def ridge(X: Tensor, y: Tensor, lam: float) -> Tensor:
    n, d = X.shape
    return torch.linalg.solve(X.T @ X / n + lam * torch.eye(d, dtype=X.dtype), X.T @ y / n)


def ista(X: Tensor, y: Tensor, lam: float, n: int) -> Tensor:
    rows = len(X)
    L = torch.linalg.eigvalsh(X.T @ X / rows).max()
    w = torch.zeros(X.shape[1], dtype=X.dtype)
    for _ in range(n):
        w = soft_threshold(w - X.T @ (X @ w - y) / rows / L, lam / L)
    return w
