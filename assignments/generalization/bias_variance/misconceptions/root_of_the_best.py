"""en: You gave the root of the best factor.
ko: 가장 좋은 배율의 제곱근을 주었습니다.
"""

from __future__ import annotations

from torch import Tensor


def bias_variance(preds: Tensor, f_true: Tensor) -> tuple[Tensor, Tensor]:
    mean = preds.mean(0)
    bias2 = ((mean - f_true) ** 2).mean()
    variance = ((preds - mean) ** 2).mean()
    return bias2, variance


def best_shrinkage(mu: float, sigma2: float, n: int) -> float:
    return (mu**2 / (mu**2 + sigma2 / n)) ** 0.5
