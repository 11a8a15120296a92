"""en: You count all K entries of each conditional in the Markov chain. K − 1 of them are free.
ko: 마르코프 연쇄의 조건부 분포마다 항목 K개를 모두 세었습니다. 자유로운 것은 K − 1개입니다.
"""

import torch


def n_params(kind, K, n, order=1):
    if kind == "full":
        return K**n - 1
    if kind == "independent":
        return n * (K - 1)
    if kind == "markov":
        return sum(K * K ** min(i, order) for i in range(n))
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
