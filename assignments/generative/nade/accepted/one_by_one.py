"""Bit by bit in another layout: units first, [H, N]; log-probabilities added in place; one draw of all random numbers."""

import torch
from torch import nn


class NADE(nn.Module):
    def __init__(self, D, H):
        super().__init__()
        self.register_parameter("W", nn.Parameter(0.01 * torch.randn(H, D)))
        self.register_parameter("V", nn.Parameter(0.01 * torch.randn(D, H)))
        self.register_parameter("b", nn.Parameter(torch.zeros(D)))
        self.register_parameter("c", nn.Parameter(torch.zeros(H)))

    def log_prob(self, x):
        total = torch.zeros(x.shape[0]).to(x)
        a = self.c.unsqueeze(1)
        for column, w, v, bias in zip(x.T, self.W.T, self.V, self.b, strict=True):
            z = v @ torch.sigmoid(a) + bias
            if z.shape != column.shape:
                z = z.expand(column.shape)
            total -= torch.logaddexp(torch.zeros_like(z), torch.where(column == 1, -z, z))
            a = a + torch.outer(w, column)
        return total

    def sample(self, n, generator=None):
        D = self.W.size(1)
        with torch.no_grad():
            x = torch.rand(D, n, generator=generator, dtype=self.W.dtype, device=self.W.device)
            a = self.c[:, None].repeat(1, n)
            for d in range(D):
                x[d] = (x[d] < (self.V[d] @ a.sigmoid() + self.b[d]).sigmoid()).float()
                a += torch.outer(self.W[:, d], x[d])
        return x.T
