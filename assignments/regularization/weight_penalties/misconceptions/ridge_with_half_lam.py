"""en: Your ridge weighs lam by half: you halved the penalty and not the data term.
ko: ridge에서 lam이 절반입니다. 벌점만 반으로 줄이고 데이터 항은 그대로 두었습니다.
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
    n, d = X.shape
    return torch.linalg.solve(X.T @ X / n + lam / 2 * torch.eye(d, dtype=X.dtype), X.T @ y / n)


def ista(X: Tensor, y: Tensor, lam: float, n: int) -> Tensor:
    rows = len(X)
    L = torch.linalg.eigvalsh(X.T @ X / rows).max()
    w = torch.zeros(X.shape[1], dtype=X.dtype)
    for _ in range(n):
        w = soft_threshold(w - X.T @ (X @ w - y) / rows / L, lam / L)
    return w
