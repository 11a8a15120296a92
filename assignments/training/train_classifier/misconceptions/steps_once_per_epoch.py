"""en: You step outside the batch loop, so only the last batch of each epoch counts.
ko: step()이 배치 반복문 밖에 있어 에폭마다 마지막 배치만 반영됩니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def build_model() -> nn.Module:
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(144, 128),
        nn.ReLU(),
        nn.Linear(128, 64),
        nn.ReLU(),
        nn.Linear(64, 4),
    )


def train(model: nn.Module, images: Tensor, labels: Tensor) -> None:
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-4)
    model.train()
    for _ in range(20):
        order = torch.randperm(len(images))
        for start in range(0, len(images), 16):
            batch = order[start : start + 16]
            optimizer.zero_grad()
            loss = F.cross_entropy(model(images[batch]), labels[batch])
            loss.backward()
        optimizer.step()
