"""No optimizer object: torch.autograd.grad and updates by hand, negative log-likelihood from the definition."""

from __future__ import annotations

import torch
from torch import Tensor, nn


def build_model() -> nn.Module:
    model = nn.Sequential(nn.Flatten(), nn.Linear(144, 96), nn.Tanh(), nn.Linear(96, 64), nn.Tanh(), nn.Linear(64, 4))
    return model


def train(model: nn.Module, images: Tensor, labels: Tensor) -> None:
    params = list(model.parameters())
    velocity = [torch.zeros_like(param) for param in params]
    for _ in range(500):
        batch = torch.randint(0, len(images), (32,))  # with replacement
        log_p = torch.log_softmax(model(images[batch]), dim=1)
        loss = -log_p.gather(1, labels[batch][:, None]).mean()
        grads = torch.autograd.grad(loss, params)
        with torch.no_grad():
            for param, v, grad in zip(params, velocity, grads, strict=True):
                v.mul_(0.9).add_(grad)
                param.sub_(0.05 * v)
