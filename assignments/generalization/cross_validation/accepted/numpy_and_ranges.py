"""numpy's array_split, seeded by the generator; a numpy array of scores."""

from __future__ import annotations

import numpy as np
import torch


def kfold(n, k, shuffle=False, generator=None):
    order = np.arange(n)
    if shuffle:
        seed = int(torch.randint(2**31, (1,), generator=generator))
        np.random.default_rng(seed).shuffle(order)
    parts = np.array_split(order, k)
    return [(np.concatenate([p for j, p in enumerate(parts) if j != i]), part) for i, part in enumerate(parts)]


def cross_validate(fit, score, X, y, k):
    scores = np.zeros(k)
    for i, (train, val) in enumerate(kfold(len(X), k)):
        model = fit(X[torch.from_numpy(train)], y[torch.from_numpy(train)])
        scores[i] = score(model, X[torch.from_numpy(val)], y[torch.from_numpy(val)])
    return list(scores)
