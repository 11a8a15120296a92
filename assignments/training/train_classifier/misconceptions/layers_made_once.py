"""en: You make the layers once for the whole file, so all models share their parameters.
ko: 층을 파일 전체에서 한 번만 만들어, 모든 모델이 매개변수를 함께 씁니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

HIDDEN = nn.Sequential(nn.Linear(144, 128), nn.ReLU(), nn.Linear(128, 64))


def build_model() -> nn.Module:
    return nn.Sequential(
        nn.Flatten(),
        HIDDEN,
        nn.ReLU(),
        nn.Linear(64, 4),
    )


def train(model: nn.Module, images: Tensor, labels: Tensor) -> None:
    optimizer = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.9)
    model.train()
    for _ in range(20):
        order = torch.randperm(len(images))
        for start in range(0, len(images), 16):
            batch = order[start : start + 16]
            optimizer.zero_grad()
            loss = F.cross_entropy(model(images[batch]), labels[batch])
            loss.backward()
            optimizer.step()
