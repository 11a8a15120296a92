"""en: You averaged over the points before the models: one mean for all of them.
ko: 모델보다 점에 대하여 먼저 평균했습니다. 평균이 하나만 남습니다.
"""

from __future__ import annotations

from torch import Tensor


def bias_variance(preds: Tensor, f_true: Tensor) -> tuple[Tensor, Tensor]:
    mean = preds.mean()
    bias2 = ((mean - f_true) ** 2).mean()
    variance = ((preds - mean) ** 2).mean()
    return bias2, variance


def best_shrinkage(mu: float, sigma2: float, n: int) -> float:
    return mu**2 / (mu**2 + sigma2 / n)
