"""en: You divide in floating point: above 2⁵³ the counts are rounded. Use //.
ko: 부동소수점으로 나누었으므로 2⁵³보다 큰 개수가 반올림됩니다. //를 쓰십시오.
"""

from __future__ import annotations

import torch


def n_params(kind, K, n, order=1):
    if kind == "full":
        return K**n - 1
    if kind == "independent":
        return n * (K - 1)
    if kind == "markov":
        m = min(order, n)
        contexts = (K**m - 1) / (K - 1) + (n - m) * K**m if m < n else (K**n - 1) // (K - 1)
        return int(contexts) * (K - 1)
    raise ValueError(kind)


def joint_from_conditionals(tables):
    joint = tables[0].clone()
    for t in tables[1:]:
        joint = joint[..., None] * t
    return joint


def fit_markov(seq, K):
    counts = torch.zeros(K, K, dtype=torch.float64)
    for a, b in zip(seq[:-1].tolist(), seq[1:].tolist(), strict=False):
        counts[a, b] += 1
    return counts / counts.sum(1, keepdim=True).clamp(min=1)
