"""en: Without a generator you make one of your own, so that every call gives the same sample. Use torch's default one.
ko: generator가 없을 때 생성기를 새로 만들어 호출할 때마다 같은 표본이 나옵니다. torch의 기본 생성기를 쓰십시오.
"""

import torch
import torch.nn.functional as F
from torch import nn


class NADE(nn.Module):
    def __init__(self, D, H):
        super().__init__()
        self.W = nn.Parameter(torch.randn(H, D) * 0.1)
        self.c = nn.Parameter(torch.zeros(H))
        self.V = nn.Parameter(torch.randn(D, H) * 0.1)
        self.b = nn.Parameter(torch.zeros(D))

    def logit(self, a, d):
        h = torch.sigmoid(a)
        return h @ self.V[d] + self.b[d]

    def log_prob(self, x):
        N, D = x.shape
        log_p = torch.zeros(N, dtype=x.dtype, device=x.device)
        a = self.c.repeat(N, 1)
        for d in range(D):
            z = self.logit(a, d)
            log_p = log_p - F.binary_cross_entropy_with_logits(z, x[:, d], reduction="none")
            a = a + x[:, d : d + 1] * self.W[:, d]
        return log_p

    @torch.no_grad()
    def sample(self, n, generator=None):
        a = self.c.repeat(n, 1)
        bits = []
        if generator is None:
            generator = torch.Generator(a.device)
        for d in range(len(self.b)):
            p = torch.sigmoid(self.logit(a, d))
            u = torch.rand(n, generator=generator, dtype=p.dtype, device=p.device)
            bit = (u < p).to(p.dtype)
            bits.append(bit)
            a = a + bit[:, None] * self.W[:, d]
        return torch.stack(bits, dim=1)
