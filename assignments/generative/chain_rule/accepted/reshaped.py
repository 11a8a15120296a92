"""Views for the axes and an expanded product; scatter_add for the counts; early raise."""

import torch

KINDS = {"full", "independent", "markov"}


def n_params(kind: str, K: int, n: int, order: int = 1) -> int:
    if kind not in KINDS:
        raise ValueError(kind)
    depth = {"full": n, "independent": 0}.get(kind, order)
    total = 0
    for i in range(n):
        total += K ** min(depth, i) * (K - 1)
    return total


def joint_from_conditionals(tables):
    n, K = len(tables), tables[0].shape[-1]
    shape = (K,) * n
    joint = torch.ones(shape, dtype=tables[0].dtype, device=tables[0].device)
    for i, table in enumerate(tables):
        joint = joint * table.reshape(table.shape + (1,) * (n - i - 1)).expand(shape)
    return joint


def fit_markov(seq: torch.Tensor, K: int) -> torch.Tensor:
    rows, cols = seq[:-1], seq[1:]
    flat = torch.zeros(K * K, dtype=torch.double, device=seq.device)
    flat.scatter_add_(0, rows * K + cols, torch.ones_like(rows, dtype=torch.double))
    counts = flat.view(K, K)
    norm = counts.sum(-1, keepdim=True)
    norm[norm == 0] = 1
    return counts / norm
