"""en: You standardised X with the mean and deviation of all rows: the validation rows leak into training.
ko: 모든 행의 평균과 표준편차로 X를 표준화하여 검증 행의 정보가 학습에 들어갑니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def kfold(
    n: int, k: int, shuffle: bool = False, generator: torch.Generator | None = None
) -> list[tuple[Tensor, Tensor]]:
    order = torch.randperm(n, generator=generator) if shuffle else torch.arange(n)
    folds = list(torch.tensor_split(order, k))
    return [(torch.cat(folds[:i] + folds[i + 1 :]), folds[i]) for i in range(k)]


def cross_validate(fit, score, X: Tensor, y: Tensor, k: int) -> list[float]:
    scores = []
    X = (X - X.mean(0)) / X.std(0)
    for train, val in kfold(len(X), k):
        model = fit(X[train], y[train])
        scores.append(float(score(model, X[val], y[val])))
    return scores
