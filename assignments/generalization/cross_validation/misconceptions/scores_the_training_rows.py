"""en: You scored each model on the rows that it was trained on.
ko: 모델을 학습에 쓴 행으로 평가했습니다.
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
    for train, _ in kfold(len(X), k):
        model = fit(X[train], y[train])
        scores.append(float(score(model, X[train], y[train])))
    return scores
