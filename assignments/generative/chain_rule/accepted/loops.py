"""Everything by loops over all values."""

import itertools

import torch


def n_params(kind, K, n, order=1):
    if kind not in ("full", "independent", "markov"):
        raise ValueError("kind")
    count = 0
    for i in range(n):
        if kind == "full":
            parents = i
        elif kind == "independent":
            parents = 0
        else:
            parents = i if i < order else order
        combinations = 1
        for _ in range(parents):
            combinations *= K
        count += combinations * (K - 1)
    return count


def joint_from_conditionals(tables):
    K, n = tables[0].shape[0], len(tables)
    entries = []
    for x in itertools.product(range(K), repeat=n):
        p = 1.0
        for i in range(n):
            p = p * tables[i][x[: i + 1]]
        entries.append(p)
    return torch.stack(entries).reshape([K] * n)


def fit_markov(seq, K):
    symbols = seq.tolist()
    P = torch.zeros(K, K, dtype=torch.float64)
    for a in range(K):
        followers = [symbols[t + 1] for t in range(len(symbols) - 1) if symbols[t] == a]
        for b in range(K):
            if followers:
                P[a, b] = followers.count(b) / len(followers)
    return P
