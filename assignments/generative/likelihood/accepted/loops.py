"""Class by class and row by row."""

import math

import torch


def gaussian_mle(x):
    N = len(x)
    mean = sum(x[i] for i in range(N)) / N
    var = sum((x[i] - mean) ** 2 for i in range(N)) / N
    return mean, var


def bernoulli_mle(x):
    count = torch.zeros_like(x[0], dtype=x.dtype if x.is_floating_point() else torch.float64)
    for row in x:
        count = count + row.to(count.dtype)
    return count / len(x)


def kl_categorical(p, q):
    total = torch.zeros_like(p[..., 0])
    for k in range(p.shape[-1]):
        pk, qk = p[..., k], q[..., k]
        safe = torch.where(pk > 0, pk, torch.ones_like(pk))
        ratio = torch.log(safe) - torch.log(torch.where(pk > 0, qk, torch.ones_like(qk)))
        total = total + pk * ratio
    total = torch.where(((q == 0) & (p > 0)).any(-1), torch.full_like(total, math.inf), total)
    return total


def kl_gauss(mu, logvar):
    total = 0
    for j in range(mu.shape[-1]):
        total = total - 0.5 * (1 + logvar[..., j] - mu[..., j] ** 2 - torch.exp(logvar[..., j]))
    return total
