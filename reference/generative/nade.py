"""The neural autoregressive distribution estimator (Larochelle and Murray, AISTATS 2011; Uria et al., arXiv 1605.02226, section 2).

    p(x) = Π_d p(x_d | x_<d)                 x_d is 0 or 1
    p(x_d = 1 | x_<d) = sigmoid(V_d h_d + b_d),   h_d = sigmoid(a_d)
    a_1 = c,   a_{d+1} = a_d + W_{:,d} x_d

All conditionals share W and c, so that p(x) costs O(D H).
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class NADE(nn.Module):
    """A distribution over vectors of D bits, with H hidden units."""

    def __init__(self, D: int, H: int) -> None:
        super().__init__()
        self.W = nn.Parameter(0.1 * torch.randn(H, D))
        self.c = nn.Parameter(torch.zeros(H))
        self.V = nn.Parameter(0.1 * torch.randn(D, H))
        self.b = nn.Parameter(torch.zeros(D))

    def _logit(self, a: Tensor, d: int) -> Tensor:
        """Of p(x_d = 1 | x_<d), from the activations a [N, H]: [N]."""
        return torch.sigmoid(a) @ self.V[d] + self.b[d]

    def log_prob(self, x: Tensor) -> Tensor:
        """Of x [N, D], 0 and 1 in the dtype of the parameters: log p(x) in nats, [N]."""
        log_p, a = x.new_zeros(len(x)), self.c.expand(len(x), -1)
        for d in range(x.shape[1]):
            sign = 2 * x[:, d] - 1
            log_p = log_p + F.logsigmoid(sign * self._logit(a, d))  # sigmoid(-z) = 1 - sigmoid(z)
            a = a + x[:, d, None] * self.W[:, d]
        return log_p

    @torch.no_grad()
    def sample(self, n: int, generator: torch.Generator | None = None) -> Tensor:
        """n vectors [n, D] of 0 and 1, in the dtype of the parameters, bit after bit."""
        x, a = self.b.new_zeros(n, len(self.b)), self.c.expand(n, -1)
        for d in range(x.shape[1]):
            x[:, d] = torch.bernoulli(torch.sigmoid(self._logit(a, d)), generator=generator)
            a = a + x[:, d, None] * self.W[:, d]
        return x
