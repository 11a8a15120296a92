"""en: You weighed mu against the variance; it is mu².
ko: mu를 분산과 견주었습니다. mu²이어야 합니다.
"""

from __future__ import annotations

from torch import Tensor


def bias_variance(preds: Tensor, f_true: Tensor) -> tuple[Tensor, Tensor]:
    mean = preds.mean(0)
    bias2 = ((mean - f_true) ** 2).mean()
    variance = ((preds - mean) ** 2).mean()
    return bias2, variance


def best_shrinkage(mu: float, sigma2: float, n: int) -> float:
    return abs(mu) / (abs(mu) + sigma2 / n)
