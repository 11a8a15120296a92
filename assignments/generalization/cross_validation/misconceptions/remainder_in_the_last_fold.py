"""en: Your last fold takes the whole remainder; the first n mod k folds have one row more.
ko: 마지막 폴드에 나머지를 모두 넣었습니다. 처음 n mod k개의 폴드가 하나씩 더 큽니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def kfold(
    n: int, k: int, shuffle: bool = False, generator: torch.Generator | None = None
) -> list[tuple[Tensor, Tensor]]:
    order = torch.randperm(n, generator=generator) if shuffle else torch.arange(n)
    size = n // k
    folds = [order[i * size : (i + 1) * size if i < k - 1 else n] for i in range(k)]
    return [(torch.cat(folds[:i] + folds[i + 1 :]), folds[i]) for i in range(k)]


def cross_validate(fit, score, X: Tensor, y: Tensor, k: int) -> list[float]:
    scores = []
    for train, val in kfold(len(X), k):
        model = fit(X[train], y[train])
        scores.append(float(score(model, X[val], y[val])))
    return scores
