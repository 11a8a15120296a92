"""en: You multiply K by the number of parents. Two parents of K values have K² combinations, not 2K.
ko: K에 부모의 수를 곱했습니다. 값이 K가지인 부모 둘의 조합은 2K가 아니라 K²가지입니다.
"""

import torch


def n_params(kind, K, n, order=1):
    if kind == "full":
        return K**n - 1
    if kind == "independent":
        return n * (K - 1)
    if kind == "markov":
        return sum((K - 1) * (K * min(i, order) if min(i, order) else 1) for i in range(n))
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
