"""The last variable and the rest; pairs as numbers a K + b for bincount; outer products of rows."""

import torch


def n_params(kind, K, n, order=1):
    if kind == "full":
        return n_params("markov", K, n, order=n)
    if kind == "independent":
        return n_params("markov", K, n, order=0)
    if kind != "markov":
        raise ValueError("unknown kind")
    if n == 0:
        return 0
    return n_params("markov", K, n - 1, order) + (K - 1) * K ** min(n - 1, order)


def joint_from_conditionals(tables):
    *rest, last = tables
    if not rest:
        return last
    head = joint_from_conditionals(rest)
    K = len(head)
    return torch.vmap(torch.mul)(last.reshape(-1, K), head.flatten()).reshape(last.shape)


def fit_markov(seq, K):
    pairs = seq[:-1] * K + seq[1:]
    counts = torch.bincount(pairs, minlength=K * K).reshape(K, K).to(torch.float32)
    rows = counts.sum(dim=1)
    P = torch.zeros_like(counts)
    P[rows > 0] = counts[rows > 0] / rows[rows > 0, None]
    return P
