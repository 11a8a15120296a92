"""All activations by one cumulative sum, [N, D, H]; einsum; softplus."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class NADE(nn.Module):
    def __init__(self, D, H):
        super().__init__()
        bound = 1 / D**0.5
        self.W = nn.Parameter(torch.empty(H, D).uniform_(-bound, bound))
        self.V = nn.Parameter(torch.empty(D, H).uniform_(-bound, bound))
        self.b = nn.Parameter(torch.rand(D) - 0.5)
        self.c = nn.Parameter(torch.rand(H) - 0.5)

    def forward(self, x):
        terms = torch.einsum("nd,hd->ndh", x, self.W)
        a = self.c + terms.cumsum(dim=1) - terms
        return torch.einsum("ndh,dh->nd", a.sigmoid(), self.V) + self.b

    def log_prob(self, x):
        z = self(x)
        return (x * z - F.softplus(z)).sum(-1)

    def sample(self, n, generator=None):
        x = torch.zeros(n, self.W.shape[1]).to(self.W)
        for d in range(x.shape[1]):
            with torch.no_grad():
                z = self(x)[:, d]
            u = torch.rand(z.shape, generator=generator, dtype=z.dtype, device=z.device)
            x[:, d] = torch.where(torch.sigmoid(z) > u, 1.0, 0.0)
        return x
