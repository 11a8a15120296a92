"""en: That is the divergence of N(0, I) from your Gaussian: the other direction.
ko: N(0, I)에서 이 가우시안으로의 발산을 구했습니다. 방향이 반대입니다.
"""

import torch


def gaussian_mle(x):
    mu = x.mean(dim=0)
    var = ((x - mu) ** 2).mean(dim=0)
    return mu, var


def bernoulli_mle(x):
    if not x.is_floating_point():
        x = x.float()
    return x.mean(dim=0)


def kl_categorical(p, q):
    terms = torch.where(p > 0, p * (torch.log(p) - torch.log(q)), torch.zeros_like(p))
    return terms.sum(dim=-1)


def kl_gauss(mu, logvar):
    return 0.5 * (logvar - 1 + (1 + mu**2) * torch.exp(-logvar)).sum(dim=-1)
