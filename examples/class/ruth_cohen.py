from __future__ import annotations

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    if not training:
        return x
    if p in (0, 1):
        return x * (1 - p)
    mask = torch.rand(x.shape, generator=generator) >= p
    return x * mask / p


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        return dropout(x, self.p, self.training)


import torch
from torch import Tensor, nn


class BatchNorm2d(nn.Module):
    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x: Tensor) -> Tensor:
        n = x.numel() // x.shape[1]
        if self.training:
            if n == 1:
                raise ValueError("one value per channel")
            mean = x.mean(0)
            var = x.var(0, unbiased=False)
            with torch.no_grad():
                self.running_mean.mul_(1 - self.momentum).add_(self.momentum * mean.mean((1, 2)))
                self.running_var.mul_(1 - self.momentum).add_(self.momentum * var.mean((1, 2)) * n / (n - 1))
        else:
            mean, var = self.running_mean, self.running_var
        if mean.dim() == 1:
            mean, var = mean[:, None, None], var[:, None, None]
        y = (x - mean) / torch.sqrt(var + self.eps)
        return y * self.weight[:, None, None] + self.bias[:, None, None]


import torch
import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    q = torch.full_like(logits, eps / (K - 1)).scatter(1, target[:, None], 1 - eps)
    return -(q * F.log_softmax(logits, 1)).sum(1).mean()
