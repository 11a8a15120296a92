"""en: You averaged over the other axes; every row has a divergence of its own.
ko: 나머지 축에 대하여 평균을 냈습니다. 행마다 발산이 따로 있습니다.
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
    return terms.sum(dim=-1).mean()


def kl_gauss(mu, logvar):
    return -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum(dim=-1)
