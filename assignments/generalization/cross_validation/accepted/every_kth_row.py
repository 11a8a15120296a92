"""Every k-th row, in lists; sets for the training rows."""

from __future__ import annotations

import torch


def kfold(n, k, shuffle=False, generator=None):
    rows = list(range(n))
    if shuffle:
        rows = torch.randperm(n, generator=generator).tolist()
    pairs = []
    for i in range(k):
        val = rows[i::k]
        pairs.append((sorted(set(rows) - set(val)), val))
    return pairs


def cross_validate(fit, score, X, y, k):
    result = []
    for train, val in kfold(X.shape[0], k):
        result.append(score(fit(X[train], y[train]), X[val], y[val]))
    return result
