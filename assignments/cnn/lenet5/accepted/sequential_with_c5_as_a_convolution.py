"""One nn.Sequential; C5 as a 5x5 convolution, as in the paper."""

from __future__ import annotations

from torch import nn


class LeNet5(nn.Sequential):
    def __init__(self, num_classes=10, act="tanh", pool="avg"):
        act = {"tanh": nn.Tanh, "relu": nn.ReLU}[act]
        pool = {"avg": nn.AvgPool2d, "max": nn.MaxPool2d}[pool]
        super().__init__(
            nn.ZeroPad2d(2),
            nn.Conv2d(1, 6, 5),
            act(),
            pool(2),
            nn.Conv2d(6, 16, 5),
            act(),
            pool(2),
            nn.Conv2d(16, 120, 5),
            act(),
            nn.Flatten(),
            nn.Linear(120, 84),
            act(),
            nn.Linear(84, num_classes),
        )
