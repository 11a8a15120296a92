"""Loops over the points."""

from __future__ import annotations

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
