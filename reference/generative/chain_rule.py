"""The chain rule of probability, p(x_1 ... x_n) = Π_i p(x_i | x_1 ... x_{i-1}), and what a table of every conditional costs
(Bengio and Bengio, NIPS 1999: the reason for neural autoregressive models).

A distribution over K values has K - 1 free numbers, so a conditional with m parents has K^m (K - 1).
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor


def n_params(kind: str, K: int, n: int, order: int = 1) -> int:
    """The free numbers of a distribution over n variables of K values each: 'full', any at all; 'independent', no variable
    depends on another; 'markov', each on the `order` before it, by a table of its own. `ValueError` for other kinds.
    """
    parents = {"full": n, "independent": 0, "markov": order}
    if kind not in parents:
        raise ValueError(f"unknown kind {kind!r}: one of {', '.join(parents)}")
    return sum(K ** min(i, parents[kind]) * (K - 1) for i in range(n))


def joint_from_conditionals(tables: Sequence[Tensor]) -> Tensor:
    """p(x_1 ... x_n), of shape [K] * n, from the tables p(x_i | x_1 ... x_{i-1}), of shape [K] * i: the last axis is x_i."""
    joint = tables[0]
    for table in tables[1:]:
        joint = joint[..., None] * table
    return joint


def fit_markov(seq: Tensor, K: int) -> Tensor:
    """Maximum likelihood of p(next | now) from one sequence of symbols, int64 [T]: [K, K], float32, row `now`, column `next`. Rows
    of symbols that are followed by none are 0."""
    counts = torch.zeros(K, K, device=seq.device)
    counts.index_put_((seq[:-1], seq[1:]), counts.new_ones(()), accumulate=True)
    return counts / counts.sum(dim=1, keepdim=True).clamp(min=1)
