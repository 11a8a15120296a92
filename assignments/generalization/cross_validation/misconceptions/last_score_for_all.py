"""en: You return the score of the last fold only, k times.
ko: 마지막 폴드의 점수만 k번 반환합니다.
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
    for train, val in kfold(len(X), k):
        model = fit(X[train], y[train])
        scores.append(float(score(model, X[val], y[val])))
    return [scores[-1]] * k
