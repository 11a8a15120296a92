"""en: Your variance is divided by M - 1; then bias² and variance do not add up to the squared error.
ko: 분산을 M - 1로 나누었습니다. 그러면 편향²과 분산의 합이 제곱 오차가 되지 않습니다.
"""

from __future__ import annotations

from torch import Tensor


def bias_variance(preds: Tensor, f_true: Tensor) -> tuple[Tensor, Tensor]:
    mean = preds.mean(0)
    bias2 = ((mean - f_true) ** 2).mean()
    variance = preds.var(0).mean()
    return bias2, variance


def best_shrinkage(mu: float, sigma2: float, n: int) -> float:
    return mu**2 / (mu**2 + sigma2 / n)
