"""en: You keep the data loader of the first call, so every later call trains on the images of the first one.
ko: 첫 호출에서 만든 데이터 로더를 계속 써서, 그 뒤의 호출도 모두 첫 호출의 이미지로 학습합니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

LOADERS: list[DataLoader] = []


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
    optimizer = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.9)
    model.train()
    if not LOADERS:
        LOADERS.append(DataLoader(TensorDataset(images, labels), batch_size=16, shuffle=True))
    for _ in range(20):
        for x, y in LOADERS[0]:
            optimizer.zero_grad()
            loss = F.cross_entropy(model(x), y)
            loss.backward()
            optimizer.step()
