"""en: You averaged the bias over the points and squared afterwards: errors of different sign cancel.
ko: 편향을 점에 대하여 평균한 다음 제곱했습니다. 부호가 다른 오차가 상쇄됩니다.
"""

from __future__ import annotations

from torch import Tensor


def bias_variance(preds: Tensor, f_true: Tensor) -> tuple[Tensor, Tensor]:
    mean = preds.mean(0)
    bias2 = (mean - f_true).mean() ** 2
    variance = ((preds - mean) ** 2).mean()
    return bias2, variance


def best_shrinkage(mu: float, sigma2: float, n: int) -> float:
    return mu**2 / (mu**2 + sigma2 / n)
