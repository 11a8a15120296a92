"""en: You return inf wherever q is 0; where p is 0, too, the term is 0.
ko: q가 0이기만 하면 inf를 반환합니다. p도 0이면 그 항은 0입니다.
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
    return torch.where((q == 0).any(dim=-1), torch.inf, terms.sum(dim=-1))


def kl_gauss(mu, logvar):
    return -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum(dim=-1)
