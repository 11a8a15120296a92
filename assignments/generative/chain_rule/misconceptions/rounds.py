"""en: You compute with floating-point numbers, which hold 16 digits: large counts come out rounded or overflow.
ko: 부동소수점으로 계산했습니다. 유효 숫자가 16자리이므로 큰 수는 반올림되거나 넘칩니다.
"""

import torch


def n_params(kind, K, n, order=1):
    if kind == "full":
        return int(float(K) ** n - 1)
    if kind == "independent":
        return n * (K - 1)
    if kind == "markov":
        return int(sum(float(K - 1) * float(K) ** min(i, order) for i in range(n)))
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
