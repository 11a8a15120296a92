"""en: You computed E[x²] − μ²: far from zero the digits cancel. Subtract μ before squaring.
ko: E[x²] − μ²로 계산했습니다. 0에서 멀면 자릿수가 상쇄됩니다. 제곱하기 전에 μ를 빼십시오.
"""

import torch


def gaussian_mle(x):
    mu = x.mean(dim=0)
    var = (x**2).mean(dim=0) - mu**2
    return mu, var


def bernoulli_mle(x):
    if not x.is_floating_point():
        x = x.float()
    return x.mean(dim=0)


def kl_categorical(p, q):
    terms = torch.where(p > 0, p * (torch.log(p) - torch.log(q)), torch.zeros_like(p))
    return terms.sum(dim=-1)


def kl_gauss(mu, logvar):
    return -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum(dim=-1)
