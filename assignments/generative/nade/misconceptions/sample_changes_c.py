"""en: sample changes the parameter c: for n = 1, c.expand(n, -1) shares its memory, and += writes into it.
ko: sample이 매개변수 c를 바꿉니다. n = 1이면 c.expand(n, -1)은 c와 메모리를 함께 쓰므로 +=가 c에 값을 씁니다.
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
        a = self.c.expand(n, -1).contiguous()
        bits = []
        for d in range(len(self.b)):
            p = torch.sigmoid(self.logit(a, d))
            u = torch.rand(n, generator=generator, dtype=p.dtype, device=p.device)
            bit = (u < p).to(p.dtype)
            bits.append(bit)
            a += bit[:, None] * self.W[:, d]
        return torch.stack(bits, dim=1)
