"""en: You exponentiate logvar in place: the caller's tensor is changed.
ko: logvar를 제자리에서 지수 함수로 바꾸었습니다. 호출한 쪽의 텐서가 변합니다.
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
    first = 1 + logvar - mu**2
    var = logvar.exp_() if not logvar.requires_grad else logvar.exp()
    return -0.5 * (first - var).sum(dim=-1)
