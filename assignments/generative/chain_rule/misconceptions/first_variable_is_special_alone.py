"""en: Only the first variable counts as a start in your sum. With order 2 the second one has one parent, not two.
ko: 합에서 첫 변수만 시작으로 다루었습니다. 차수가 2이면 둘째 변수의 부모는 둘이 아니라 하나입니다.
"""

import torch


def n_params(kind, K, n, order=1):
    if kind == "full":
        return K**n - 1
    if kind == "independent":
        return n * (K - 1)
    if kind == "markov":
        return (K - 1) + (n - 1) * (K - 1) * K**order
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
