"""Batch normalisation (Ioffe and Szegedy), arXiv 1502.03167, algorithms 1 and 2, for images.

    training:    m = mean of x,  v = mean of (x - m)^2        over the batch and all positions, for every channel
                 y = γ (x - m) / √(v + ε) + β
                 running mean <- (1 - a) · running mean + a · m
                 running var  <- (1 - a) · running var  + a · v · n / (n - 1)
    evaluation:  y = γ (x - running mean) / √(running var + ε) + β

x       the activations, [N, C, H, W]
γ, β    weight and bias, learnt, one of each for every channel
a       momentum, the share of the new batch (torch's convention; others call 1 - a the momentum)
n       the number of values that a mean is taken over, N H W
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class BatchNorm2d(nn.Module):
    """Batch normalisation of [N, C, H, W]. Parameters `weight` and `bias` [C], buffers `running_mean` and `running_var` [C].

    In training it normalises by the statistics of the batch, through which gradients flow, and updates the running ones; in
    evaluation it uses these and changes nothing. Raises ValueError when there is one value per channel in training: its
    variance says nothing.
    """

    running_mean: Tensor
    running_var: Tensor

    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            n = x.numel() // x.shape[1]
            if n == 1:
                raise ValueError(f"one value per channel cannot be normalised in training: shape {list(x.shape)}")
            m = x.mean(dim=(0, 2, 3))  # [C]
            v = (x - m[:, None, None]).square().mean(dim=(0, 2, 3))  # [C]
            with torch.no_grad():
                self.running_mean.lerp_(m.to(self.running_mean), self.momentum)
                self.running_var.lerp_((v * n / (n - 1)).to(self.running_var), self.momentum)
        else:
            m, v = self.running_mean, self.running_var
        normalised = (x - m[:, None, None]) / torch.sqrt(v + self.eps)[:, None, None]  # [N, C, H, W]
        return self.weight[:, None, None] * normalised + self.bias[:, None, None]
