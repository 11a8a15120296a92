"""en: You reshape the data into batches of 16 and so cannot take a number of images that 16 does not divide.
ko: 데이터를 16개씩의 배치로 reshape하여, 이미지 수가 16의 배수가 아니면 동작하지 않습니다.
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
    optimizer = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.9)
    model.train()
    for _ in range(20):
        order = torch.randperm(len(images))
        for batch in order.view(-1, 16):
            optimizer.zero_grad()
            loss = F.cross_entropy(model(images[batch]), labels[batch])
            loss.backward()
            optimizer.step()
