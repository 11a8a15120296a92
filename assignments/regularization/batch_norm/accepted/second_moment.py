"""The variance as E[x²] - E[x]², everything by einsum and keepdim; torch's own extra buffer."""

from __future__ import annotations

import torch
from torch import nn


class BatchNorm2d(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.num_features = num_features
        self.eps = eps
        self.momentum = momentum
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))
        self.register_buffer("num_batches_tracked", torch.tensor(0))

    def forward(self, x):
        shape = (1, self.num_features, 1, 1)
        if not self.training:
            scale = self.weight * torch.rsqrt(self.running_var + self.eps)
            shift = self.bias - self.running_mean * scale
            return x * scale.view(shape) + shift.view(shape)
        count = x.size(0) * x.size(2) * x.size(3)
        if count < 2:
            raise ValueError("Expected more than 1 value per channel when training")
        mean = torch.einsum("nchw->c", x) / count
        var = torch.einsum("nchw,nchw->c", x - mean.view(shape), x - mean.view(shape)) / count
        self.num_batches_tracked += 1
        self.running_mean.copy_((1 - self.momentum) * self.running_mean + self.momentum * mean.detach())
        self.running_var.copy_(
            (1 - self.momentum) * self.running_var + self.momentum * var.detach() * count / (count - 1)
        )
        x_hat = (x - mean.view(shape)) * torch.rsqrt(var + self.eps).view(shape)
        return self.weight.view(shape) * x_hat + self.bias.view(shape)
