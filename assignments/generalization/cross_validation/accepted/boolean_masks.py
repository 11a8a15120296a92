"""Boolean masks over the rows."""

from __future__ import annotations

import torch


def kfold(n, k, shuffle=False, generator=None):
    place = torch.arange(n) % k  # the fold of each row
    if shuffle:
        place = place[torch.randperm(n, generator=generator)]
    return [(place != i, place == i) for i in range(k)]


def cross_validate(fit, score, X, y, k):
    def one(train, val):
        model = fit(X[train], y[train])
        return float(score(model, X[val], y[val]))

    return [one(train, val) for train, val in kfold(len(y), k)]
