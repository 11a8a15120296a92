"""en: Neighbouring folds share a row.
ko: 이웃한 폴드에 같은 행이 들어 있습니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def kfold(
    n: int, k: int, shuffle: bool = False, generator: torch.Generator | None = None
) -> list[tuple[Tensor, Tensor]]:
    order = torch.randperm(n, generator=generator) if shuffle else torch.arange(n)
    ends = [len(fold) for fold in torch.tensor_split(order, k)]
    starts = [sum(ends[:i]) for i in range(k)]
    folds = [order[max(s - 1, 0) : max(s - 1, 0) + e] for s, e in zip(starts, ends, strict=True)]
    return [(torch.cat(folds[:i] + folds[i + 1 :]), folds[i]) for i in range(k)]


def cross_validate(fit, score, X: Tensor, y: Tensor, k: int) -> list[float]:
    scores = []
    for train, val in kfold(len(X), k):
        model = fit(X[train], y[train])
        scores.append(float(score(model, X[val], y[val])))
    return scores
