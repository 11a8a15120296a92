"""torch.norm, relu, the inverse, the spectral norm of X."""

from __future__ import annotations

import torch


def penalty(params, l1=0.0, l2=0.0):
    params = list(params)
    flat = torch.cat([w.reshape(-1) for w in params])
    return l1 * flat.norm(1) + 0.5 * l2 * flat.pow(2).sum()


def soft_threshold(w, t):
    return torch.relu(w - t) - torch.relu(-w - t)


def ridge(X, y, lam):
    gram = X.t().matmul(X) + len(X) * lam * torch.eye(X.shape[1]).to(X)
    return torch.inverse(gram).matmul(X.t()).matmul(y)


def ista(X, y, lam, n):
    rows, columns = X.size()
    lipschitz = torch.linalg.matrix_norm(X, 2) ** 2 / rows
    w = X.new_zeros(columns)
    for _ in range(n):
        gradient = X.t().mv(X.mv(w) - y) / rows
        w = soft_threshold(w - gradient / lipschitz, float(lam / lipschitz))
    return w
