"""en: You give symbols without a successor a uniform row. It is 0 here.
ko: 다음 기호가 없는 기호의 행을 균등하게 채웠습니다. 여기서는 0입니다.
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
    for now, after in zip(seq[:-1].tolist(), seq[1:].tolist(), strict=True):
        counts[now, after] += 1
    total = counts.sum(dim=1, keepdim=True)
    return torch.where(total > 0, counts / total.clamp(min=1), torch.full((), 1 / K))
