"""en: You multiply by adding logarithms. Where a probability is 0, the logarithm is infinite and the gradient NaN.
ko: 로그를 더하여 곱했습니다. 확률이 0인 곳에서 로그는 무한대이고 그래디언트는 NaN입니다.
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
    joint = tables[0].log()
    for table in tables[1:]:
        joint = joint.unsqueeze(-1) + table.log()
    return joint.exp()


def fit_markov(seq, K):
    counts = torch.zeros(K, K)
    for now, after in zip(seq[:-1].tolist(), seq[1:].tolist(), strict=True):
        counts[now, after] += 1
    return counts / counts.sum(dim=1, keepdim=True).clamp(min=1)
