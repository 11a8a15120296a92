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


import torch


def bias_variance(preds, f_true):
    m, n = preds.shape
    bias2 = variance = 0.0
    for j in range(n):
        column = preds[:, j]
        center = column.sum() / m
        bias2 = bias2 + (center - f_true[j]) ** 2 / n
        variance = variance + ((column - center) ** 2).sum() / (m * n)
    return [bias2, variance]


def best_shrinkage(mu, sigma2, n):
    variance = sigma2 / n
    return torch.tensor(1 - variance / (variance + mu * mu), dtype=torch.float64)
