"""O(D^2 H): every conditional from all bits before it; torch.distributions for the rest."""

import torch
from torch import nn
from torch.distributions import Bernoulli


class NADE(nn.Module):
    def __init__(self, D, H):
        super().__init__()
        self.D, self.H = D, H
        self.b = nn.Parameter(torch.empty(D))
        self.V = nn.Parameter(torch.empty(D, H))
        self.c = nn.Parameter(torch.empty(H))
        self.W = nn.Parameter(torch.empty(H, D))
        for param in self.parameters():
            nn.init.normal_(param, std=0.05)

    def conditional(self, before):
        d = before.shape[1]
        h = torch.sigmoid(nn.functional.linear(before, self.W[:, :d], self.c))
        return (self.V[d] * h).sum(dim=1) + self.b[d]

    def log_prob(self, x):
        logits = torch.stack([self.conditional(x[:, :d]) for d in range(self.D)], dim=1)
        return Bernoulli(logits=logits, validate_args=False).log_prob(x).sum(dim=1)

    def sample(self, n, generator=None):
        x = torch.zeros(n, 0, dtype=self.b.dtype, device=self.b.device)
        with torch.no_grad():
            for _ in range(self.D):
                p = self.conditional(x).sigmoid()
                x = torch.cat([x, torch.bernoulli(p, generator=generator)[:, None]], dim=1)
        return x
