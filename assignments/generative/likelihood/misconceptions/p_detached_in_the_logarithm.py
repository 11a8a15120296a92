"""en: p is detached within the logarithm, so that a part of its gradient is missing.
ko: 로그 안의 p를 detach하여 p의 그래디언트 일부가 빠집니다.
"""

import torch


def gaussian_mle(x):
    mu = x.mean(0)
    return mu, (x - mu).pow(2).mean(0)


def bernoulli_mle(x):
    if not x.is_floating_point():
        x = x.float()
    return x.mean(0)


def kl_categorical(p, q):
    log_ratio = p.detach().log() - q.log()
    terms = p * log_ratio
    return torch.where(p == 0, torch.zeros_like(terms), terms).sum(-1)


def kl_gauss(mu, logvar):
    return -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum(-1)
