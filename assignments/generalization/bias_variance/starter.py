from __future__ import annotations

from torch import Tensor


def bias_variance(preds: Tensor, f_true: Tensor) -> tuple[Tensor, Tensor]:
    """(bias², variance) of preds [M, N] around f_true [N]. / preds [M, N]의 (편향², 분산)."""
    raise NotImplementedError(
        "Write bias_variance: see the handout. / bias_variance를 작성하십시오. 안내문을 참고하십시오."
    )


def best_shrinkage(mu: float, sigma2: float, n: int) -> float:
    """The factor with the least mean squared error. / 평균 제곱 오차가 가장 작은 배율."""
    raise NotImplementedError(
        "Write best_shrinkage: see the handout. / best_shrinkage를 작성하십시오. 안내문을 참고하십시오."
    )
