"""Ridge as least squares with rows added, ISTA by autograd, masks."""

from __future__ import annotations

import torch


def penalty(params, l1=0.0, l2=0.0):
    total = 0.0
    for w in params:
        total = total + l1 * torch.sum(torch.abs(w))
        total = total + l2 * torch.sum(w * w) / 2
    return total


def soft_threshold(w, t):
    result = torch.zeros_like(w)
    result[w > t] = w[w > t] - t
    result[w < -t] = w[w < -t] + t
    return result


def ridge(X, y, lam):
    n, d = X.shape
    extra = (n * lam) ** 0.5 * torch.eye(d, dtype=X.dtype)
    tall, target = torch.cat([X, extra]), torch.cat([y, torch.zeros(d, dtype=y.dtype)])
    return torch.linalg.lstsq(tall, target.unsqueeze(1)).solution.squeeze(1)


def ista(X, y, lam, n):
    step = 1 / torch.linalg.svdvals(X)[0].pow(2).div(len(X)).item()
    w = torch.zeros(X.shape[1], dtype=X.dtype)
    for _ in range(n):
        w.requires_grad_()
        loss = 0.5 * (X @ w - y).pow(2).mean()
        (gradient,) = torch.autograd.grad(loss, w)
        w = soft_threshold(w.detach() - step * gradient, step * lam)
    return w
