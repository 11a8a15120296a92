"""en: You add W x to h, after the sigmoid. The sum is a, and the sigmoid is taken anew at every step.
ko: 시그모이드를 거친 h에 W x를 더했습니다. 더하는 것은 a이고, 시그모이드는 매번 새로 계산합니다.
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
        h = a
        return h @ self.V[d] + self.b[d]

    def log_prob(self, x):
        N, D = x.shape
        log_p = torch.zeros(N, dtype=x.dtype, device=x.device)
        a = torch.sigmoid(self.c).repeat(N, 1)
        for d in range(D):
            z = self.logit(a, d)
            log_p = log_p - F.binary_cross_entropy_with_logits(z, x[:, d], reduction="none")
            a = a + x[:, d : d + 1] * self.W[:, d]
        return log_p

    @torch.no_grad()
    def sample(self, n, generator=None):
        a = torch.sigmoid(self.c).repeat(n, 1)
        bits = []
        for d in range(len(self.b)):
            p = torch.sigmoid(self.logit(a, d))
            u = torch.rand(n, generator=generator, dtype=p.dtype, device=p.device)
            bit = (u < p).to(p.dtype)
            bits.append(bit)
            a = a + bit[:, None] * self.W[:, d]
        return torch.stack(bits, dim=1)
