"""en: You compute the joint distribution in float32, whatever the tables hold.
ko: 표의 dtype과 관계없이 결합 분포를 float32로 계산했습니다.
"""

import torch


def n_params(kind, K, n, order=1):
    if kind == "full":
        return K**n - 1
    if kind == "independent":
        return n * (K - 1)
    if kind == "markov":
        return sum((K - 1) * K ** min(i, order) for i in range(n))
    raise ValueError(kind)


def joint_from_conditionals(tables):
    joint = tables[0]
    for table in tables[1:]:
        joint = joint.unsqueeze(-1) * table
    return joint.float()


def fit_markov(seq, K):
    counts = torch.zeros(K, K)
    for now, after in zip(seq[:-1].tolist(), seq[1:].tolist(), strict=True):
        counts[now, after] += 1
    return counts / counts.sum(dim=1, keepdim=True).clamp(min=1)
