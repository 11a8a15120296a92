"""en: You compute with 64-bit integers, which wrap around without a word. Use Python's own int.
ko: 64비트 정수로 계산했습니다. 넘치면 아무 말 없이 다른 수가 됩니다. 파이썬의 int를 쓰십시오.
"""

import torch


def n_params(kind, K, n, order=1):
    if kind == "full":
        return int(torch.tensor(K) ** n - 1)
    if kind == "independent":
        return n * (K - 1)
    if kind == "markov":
        return int(sum((K - 1) * torch.tensor(K) ** min(i, order) for i in range(n)))
    raise ValueError(kind)


def joint_from_conditionals(tables):
    joint = tables[0]
    for table in tables[1:]:
        joint = joint.unsqueeze(-1) * table
    return joint


def fit_markov(seq, K):
    counts = torch.zeros(K, K)
    for now, after in zip(seq[:-1].tolist(), seq[1:].tolist(), strict=True):
        counts[now, after] += 1
    return counts / counts.sum(dim=1, keepdim=True).clamp(min=1)
