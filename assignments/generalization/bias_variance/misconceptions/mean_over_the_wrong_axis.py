"""en: You took the mean over the points for each model; it goes over the models.
ko: 모델마다 점에 대하여 평균했습니다. 모델에 대하여 평균해야 합니다.
"""

from __future__ import annotations

from torch import Tensor


def bias_variance(preds: Tensor, f_true: Tensor) -> tuple[Tensor, Tensor]:
    mean = preds.mean(1, keepdim=True)
    bias2 = ((mean - f_true) ** 2).mean()
    variance = ((preds - mean) ** 2).mean()
    return bias2, variance


def best_shrinkage(mu: float, sigma2: float, n: int) -> float:
    return mu**2 / (mu**2 + sigma2 / n)
