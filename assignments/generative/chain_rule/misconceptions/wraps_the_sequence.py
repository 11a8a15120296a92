"""en: You let the first symbol follow the last one. A sequence is no circle.
ko: 마지막 기호 다음에 첫 기호가 온다고 보았습니다. 기호열은 원형이 아닙니다.
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
    return joint


def fit_markov(seq, K):
    counts = torch.zeros(K, K)
    for now, after in zip(seq.tolist(), seq.roll(-1).tolist(), strict=True):
        counts[now, after] += 1
    return counts / counts.sum(dim=1, keepdim=True).clamp(min=1)
