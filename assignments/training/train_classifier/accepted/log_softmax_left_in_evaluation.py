"""Log-probabilities as logits, the same starting weights at every call, the model left in evaluation mode."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def build_model() -> nn.Module:
    torch.manual_seed(5)
    return nn.Sequential(
        nn.Flatten(), nn.Linear(144, 128), nn.ReLU(), nn.Dropout(0.1), nn.Linear(128, 4), nn.LogSoftmax(dim=1)
    )


def train(model: nn.Module, images: Tensor, labels: Tensor) -> None:
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    model.train()
    for _ in range(30):
        for batch in torch.randperm(len(images)).split(32):
            model.zero_grad()
            F.nll_loss(model(images[batch]), labels[batch]).backward()
            optimizer.step()
    model.eval()
