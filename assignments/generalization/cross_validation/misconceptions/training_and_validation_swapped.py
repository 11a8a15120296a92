"""en: You return (validation, training); the order is training, validation.
ko: (검증, 훈련)의 순서로 반환했습니다. 훈련, 검증의 순서입니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def kfold(
    n: int, k: int, shuffle: bool = False, generator: torch.Generator | None = None
) -> list[tuple[Tensor, Tensor]]:
    order = torch.randperm(n, generator=generator) if shuffle else torch.arange(n)
    folds = list(torch.tensor_split(order, k))
    return [(folds[i], torch.cat(folds[:i] + folds[i + 1 :])) for i in range(k)]


def cross_validate(fit, score, X: Tensor, y: Tensor, k: int) -> list[float]:
    scores = []
    for train, val in kfold(len(X), k):
        model = fit(X[train], y[train])
        scores.append(float(score(model, X[val], y[val])))
    return scores
