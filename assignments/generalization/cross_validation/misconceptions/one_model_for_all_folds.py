"""en: You trained one model and scored it on every fold: it has seen most of what it is scored on.
ko: 모델 하나만 학습하여 모든 폴드에서 평가했습니다. 대부분 이미 본 행입니다.
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
    first = kfold(len(X), k)[0][0]
    model = fit(X[first], y[first])
    for _, val in kfold(len(X), k):
        scores.append(float(score(model, X[val], y[val])))
    return scores
