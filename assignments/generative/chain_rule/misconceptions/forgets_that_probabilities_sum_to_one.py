"""en: You count all entries of the table. They sum to one, so one of them follows from the others: the full table has Kⁿ − 1.
ko: 표의 항목을 모두 세었습니다. 합이 1이므로 하나는 나머지에서 정해집니다. 전체 표의 매개변수는 Kⁿ − 1개입니다.
"""

import torch


def n_params(kind, K, n, order=1):
    if kind == "full":
        return K**n
    if kind == "independent":
        return n * (K - 1)
    if kind == "markov":
        return sum((K - 1) * K ** min(i, order) for i in range(n))
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
