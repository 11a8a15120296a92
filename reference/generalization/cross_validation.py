"""k-fold cross-validation (Stone 1974; Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, section 7.10).

The n samples are divided into k folds of almost equal size. Each is held out once: a model is trained on the other k - 1 and
scored on it. With k = n it is leave-one-out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor


def kfold(
    n: int, k: int, shuffle: bool = False, generator: torch.Generator | None = None
) -> list[tuple[Tensor, Tensor]]:
    """The (training, validation) indices of k folds, int64; the first n mod k folds hold one sample more.

    With `shuffle` the samples are dealt out at random, by `generator` where one is given. Raises ValueError unless
    2 <= k <= n.
    """
    if not 2 <= k <= n:
        raise ValueError(f"{n} samples cannot be divided into {k} folds")
    order = torch.arange(n)
    if shuffle:
        device = "cpu" if generator is None else generator.device
        order = torch.randperm(n, generator=generator, device=device).cpu()
    folds = order.tensor_split(k)
    return [(torch.cat([*folds[:i], *folds[i + 1 :]]), fold) for i, fold in enumerate(folds)]


def cross_validate(
    fit: Callable[[Tensor, Tensor], Any], score: Callable[[Any, Tensor, Tensor], float], X: Tensor, y: Tensor, k: int
) -> list[float]:
    """The k scores of models that never saw what they are scored on: `score(fit(X_train, y_train), X_val, y_val)` for each
    fold of kfold(n, k), in the order of the folds. `X` [n, ...], `y` [n, ...]."""
    return [
        float(score(fit(X[train.to(X.device)], y[train.to(y.device)]), X[val.to(X.device)], y[val.to(y.device)]))
        for train, val in kfold(len(X), k)
    ]
