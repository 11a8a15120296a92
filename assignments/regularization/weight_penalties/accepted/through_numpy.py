"""Ridge and ISTA in numpy; the penalty by a generator expression."""

from __future__ import annotations

import torch


def penalty(params, l1=0.0, l2=0.0):
    terms = [(w.abs().sum(), w.pow(2).sum()) for w in params]
    return sum(a for a, _ in terms) * l1 + sum(b for _, b in terms) * (l2 * 0.5)


def soft_threshold(w, t):
    return w - w.clamp(-t, t)


def ridge(X, y, lam):
    import numpy as np

    A, b = X.detach().numpy(), y.detach().numpy()
    values, vectors = np.linalg.eigh(A.T @ A / len(A))
    return torch.from_numpy(vectors @ ((vectors.T @ (A.T @ b)) / len(A) / (values + lam)))


def ista(X, y, lam, n):
    import numpy as np

    A, b = X.detach().numpy(), y.detach().numpy()
    L = np.linalg.norm(A, 2) ** 2 / len(A)
    w = np.zeros(A.shape[1])
    for _ in range(n):
        z = w - A.T @ (A @ w - b) / (len(A) * L)
        w = np.sign(z) * np.maximum(np.abs(z) - lam / L, 0)
    return torch.from_numpy(w)
