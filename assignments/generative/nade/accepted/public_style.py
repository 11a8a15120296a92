"""Public-implementation style: weight dictionaries by name, probabilities in a list, matrices with a batch axis in front."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class NADE(nn.Module):
    def __init__(self, D, H):
        super().__init__()
        self.D = D
        self.H = H
        self.params = nn.ParameterDict()
        self.W = nn.Parameter(torch.zeros(self.H, self.D))
        self.c = nn.Parameter(torch.zeros(1, self.H).squeeze(0))
        self.V = nn.Parameter(torch.zeros(self.D, self.H))
        self.b = nn.Parameter(torch.zeros(self.D))
        nn.init.xavier_normal_(self.V)
        nn.init.xavier_normal_(self.W)

    def forward(self, x=None, n=None, generator=None):
        batch = n if x is None else x.size(0)
        a_d = self.c.expand(batch, self.H)
        x_hat, log_p = [], []
        for d in range(self.D):
            h_d = torch.sigmoid(a_d)
            z_d = torch.addmm(self.b[d : d + 1], h_d, self.V[d : d + 1, :].t())
            x_d = torch.bernoulli(torch.sigmoid(z_d), generator=generator) if x is None else x[:, d : d + 1]
            log_p.append(x_d * F.logsigmoid(z_d) + (1 - x_d) * F.logsigmoid(-z_d))
            x_hat.append(x_d)
            a_d = x_d.mm(self.W[:, d : d + 1].t()) + a_d
        return torch.cat(x_hat, 1), torch.cat(log_p, 1)

    def log_prob(self, x):
        return self.forward(x)[1].sum(1)

    def sample(self, n, generator=None):
        return self.forward(n=n, generator=generator)[0].detach()
