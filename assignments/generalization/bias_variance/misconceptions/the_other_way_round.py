"""en: You returned variance and bias²; the order is bias², variance.
ko: 분산, 편향²의 순서로 반환했습니다. 편향², 분산의 순서입니다.
"""

from __future__ import annotations

from torch import Tensor


def bias_variance(preds: Tensor, f_true: Tensor) -> tuple[Tensor, Tensor]:
    mean = preds.mean(0)
    bias2 = ((mean - f_true) ** 2).mean()
    variance = ((preds - mean) ** 2).mean()
    return variance, bias2


def best_shrinkage(mu: float, sigma2: float, n: int) -> float:
    return mu**2 / (mu**2 + sigma2 / n)
