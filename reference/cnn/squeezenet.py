"""SqueezeNet 1.0 and its Fire module (Iandola et al.), arXiv 1602.07360, section 3.

    Fire(x) = [ReLU(conv1x1(s)), ReLU(conv3x3(s))],   s = ReLU(conv1x1(x))

The squeeze layer has few channels, so the 3x3 convolutions after it see few. All convolutions have biases.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Fire(nn.Module):
    """[N, ci, H, W] to [N, e1 + e3, H, W]: `s` channels after the squeeze, e1 from 1x1 and e3 from 3x3 expansion.

    The dtype is that of the weights, float32 by default.
    """

    def __init__(self, ci: int, s: int, e1: int, e3: int) -> None:
        super().__init__()
        self.squeeze = nn.Conv2d(ci, s, 1)
        self.expand1x1 = nn.Conv2d(s, e1, 1)
        self.expand3x3 = nn.Conv2d(s, e3, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        s = torch.relu(self.squeeze(x))  # [N, s, H, W]
        return torch.relu(torch.cat([self.expand1x1(s), self.expand3x3(s)], dim=1))  # [N, e1 + e3, H, W]


class SqueezeNet1_0(nn.Module):
    """[N, 3, H, W] to logits [N, num_classes]: no linear layer, a 1x1 convolution and the mean over all pixels.

    Max pooling is 3x3 with stride 2 and rounds sizes up: 224 pixels become 109, 54, 27, 13. H and W are 17 or more.
    """

    def __init__(self, num_classes: int = 1000) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 96, 7, stride=2)
        self.fire2_to_4 = nn.Sequential(Fire(96, 16, 64, 64), Fire(128, 16, 64, 64), Fire(128, 32, 128, 128))
        self.fire5_to_8 = nn.Sequential(
            Fire(256, 32, 128, 128), Fire(256, 48, 192, 192), Fire(384, 48, 192, 192), Fire(384, 64, 256, 256)
        )
        self.fire9 = Fire(512, 64, 256, 256)
        self.conv10 = nn.Conv2d(512, num_classes, 1)

    def forward(self, x: Tensor) -> Tensor:
        y = pool(torch.relu(self.conv1(x)))  # [N, 96, 54, 54] where the image has 224 pixels
        y = pool(self.fire2_to_4(y))  # [N, 256, 27, 27]
        y = pool(self.fire5_to_8(y))  # [N, 512, 13, 13]
        y = torch.relu(self.conv10(self.fire9(y)))  # [N, num_classes, 13, 13]
        return y.mean(dim=(2, 3))  # [N, num_classes]


def pool(x: Tensor) -> Tensor:
    return F.max_pool2d(x, 3, stride=2, ceil_mode=True)
