"""en: You divide by how often the symbol occurs. Its last occurrence may have no successor: divide by the row's sum.
ko: 기호가 나온 횟수로 나누었습니다. 마지막에 나온 것은 다음 기호가 없을 수 있습니다. 행의 합으로 나누십시오.
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
    return counts / torch.bincount(seq.cpu(), minlength=K).view(K, 1).clamp(min=1)
