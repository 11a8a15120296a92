"""Closed forms for the counts, einsum for the joint distribution, one-hot products for the transitions."""

import string

import torch
import torch.nn.functional as F


def n_params(kind, K, n, order=1):
    match kind:
        case "full":
            return pow(K, n) - 1
        case "independent":
            return n * (K - 1)
        case "markov":
            m = min(order, n)
            return (K**m - 1) + (n - m) * K**m * (K - 1)
        case _:
            raise ValueError(f"kind must be full, independent or markov, not {kind}")


def joint_from_conditionals(tables):
    letters = string.ascii_lowercase[: len(tables)]
    equation = ",".join(letters[: i + 1] for i in range(len(tables))) + "->" + letters
    return torch.einsum(equation, *tables)


def fit_markov(seq, K):
    hot = F.one_hot(seq, K).double()
    counts = hot[:-1].T @ hot[1:]
    return torch.nan_to_num(counts / counts.sum(1, keepdim=True), nan=0.0)
