"""Training a classifier by mini-batch gradient descent (arXiv 1609.04747, section 2.3) with Adam (1412.6980).

    L(theta; B) = -1/|B| sum over (x, y) in B of log softmax(f(x; theta))_y
    theta <- theta - the optimizer's step for the gradient of L(theta; B)

f      the model, images [N, 1, 12, 12] to logits [N, 4]
theta  its parameters
B      a mini-batch; every epoch splits all N images anew and at random, the last batch takes what is left
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

EPOCHS, BATCH_SIZE, LEARNING_RATE = 15, 32, 5e-3


def build_model() -> nn.Module:
    """A small CNN, float32 images [N, 1, 12, 12] to logits [N, 4], not trained yet."""
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),  # [N, 8, 6, 6]
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),  # [N, 16, 3, 3]
        nn.Flatten(),
        nn.Linear(16 * 3 * 3, 4),
    )


def train(model: nn.Module, images: Tensor, labels: Tensor) -> None:
    """Train `model` in place on `images` [N, 1, 12, 12] (float32) and `labels` [N] (int64, 0 to 3), for any N >= 1."""
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    model.train()
    for _ in range(EPOCHS):
        order = torch.randperm(len(images), device=images.device)  # [N]; data may come sorted by class
        for batch in order.split(BATCH_SIZE):  # [B], the last one smaller
            loss = F.cross_entropy(model(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
