"""Full batches: every step sees all images, RMSprop."""

from __future__ import annotations

import torch
from torch import Tensor, nn


def build_model() -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(1, 12, 5, padding=2), nn.LeakyReLU(0.1), nn.AvgPool2d(2), nn.Flatten(), nn.Linear(12 * 36, 4)
    )


def train(model: nn.Module, images: Tensor, labels: Tensor) -> nn.Module:
    optimizer = torch.optim.RMSprop(model.parameters(), lr=3e-3)
    one_hot = torch.nn.functional.one_hot(labels, 4).float()
    for _ in range(120):
        optimizer.zero_grad()
        loss = -(one_hot * model(images).log_softmax(1)).sum(1).mean()
        loss.backward()
        optimizer.step()
    return model
