"""en: Your layers have no activation between them, so the whole model is one linear map.
ko: 층 사이에 활성화 함수가 없어 모델 전체가 하나의 선형 사상입니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def build_model() -> nn.Module:
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(144, 128),
        nn.Linear(128, 64),
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
