"""en: You train a deep copy and return nothing, so the given model never changes.
ko: 복사본을 학습하고 아무것도 반환하지 않아 주어진 모델은 바뀌지 않습니다.
"""

from __future__ import annotations

import copy

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
    model = copy.deepcopy(model).train()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.9)
    for _ in range(20):
        order = torch.randperm(len(images))
        for start in range(0, len(images), 16):
            batch = order[start : start + 16]
            optimizer.zero_grad()
            loss = F.cross_entropy(model(images[batch]), labels[batch])
            loss.backward()
            optimizer.step()
