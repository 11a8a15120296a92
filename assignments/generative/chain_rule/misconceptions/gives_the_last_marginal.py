"""en: You sum the earlier variables away: what you return is p(xₙ), not the joint distribution.
ko: 앞의 변수를 합해 없앴습니다. 반환한 것은 결합 분포가 아니라 p(xₙ)입니다.
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
        joint = (
            (joint.unsqueeze(-1) * table).reshape(-1, table.shape[-1]).sum(0)
            if table is tables[-1]
            else joint.unsqueeze(-1) * table
        )
    return joint


def fit_markov(seq, K):
    counts = torch.zeros(K, K)
    for now, after in zip(seq[:-1].tolist(), seq[1:].tolist(), strict=True):
        counts[now, after] += 1
    return counts / counts.sum(dim=1, keepdim=True).clamp(min=1)
