"""en: You gave 1 - c, what is taken away.
ko: c가 아니라 줄어드는 몫 1 - c를 주었습니다.
"""

from __future__ import annotations

from torch import Tensor


def bias_variance(preds: Tensor, f_true: Tensor) -> tuple[Tensor, Tensor]:
    mean = preds.mean(0)
    bias2 = ((mean - f_true) ** 2).mean()
    variance = ((preds - mean) ** 2).mean()
    return bias2, variance


def best_shrinkage(mu: float, sigma2: float, n: int) -> float:
    return 1 - mu**2 / (mu**2 + sigma2 / n)
