"""en: You take the images in the order in which they come, sorted by class, so each batch shows one class only.
ko: 이미지를 클래스별로 정렬된 순서 그대로 사용하여 각 배치에 한 클래스만 들어갑니다.
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
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    model.train()
    for _ in range(20):
        order = torch.arange(len(images))
        for start in range(0, len(images), 16):
            batch = order[start : start + 16]
            optimizer.zero_grad()
            loss = F.cross_entropy(model(images[batch]), labels[batch])
            loss.backward()
            optimizer.step()
