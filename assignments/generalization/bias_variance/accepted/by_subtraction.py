"""The variance as squared error minus bias²; the shrinkage with n multiplied out."""

from __future__ import annotations


def bias_variance(preds, f_true):
    mse = (preds - f_true.unsqueeze(0)).pow(2).mean()
    bias2 = (preds.mean(dim=0) - f_true).pow(2).mean()
    return bias2, mse - bias2


def best_shrinkage(mu, sigma2, n):
    return n * mu * mu / (n * mu * mu + sigma2)
