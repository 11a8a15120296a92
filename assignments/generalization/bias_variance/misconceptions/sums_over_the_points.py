"""en: You summed over the points; both are means.
ko: 점에 대하여 합을 구했습니다. 둘 다 평균입니다.
"""

from __future__ import annotations

from torch import Tensor


def bias_variance(preds: Tensor, f_true: Tensor) -> tuple[Tensor, Tensor]:
    mean = preds.mean(0)
    bias2 = ((mean - f_true) ** 2).sum()
    variance = ((preds - mean) ** 2).mean(0).sum()
    return bias2, variance


def best_shrinkage(mu: float, sigma2: float, n: int) -> float:
    return mu**2 / (mu**2 + sigma2 / n)
