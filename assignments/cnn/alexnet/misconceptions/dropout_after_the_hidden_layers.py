"""en: You drop the outputs of the hidden layers; the table drops their inputs.
ko: 은닉층의 출력을 버립니다. 표에서는 은닉층의 입력을 버립니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class AlexNet(nn.Module):
    """[N, 3, 224, 224] to logits [N, num_classes]. `groups` is 2 as on two GPUs, or 1; `lrn` normalises the first two
    layers. The dtype is that of the weights, float32 by default.
    """

    def __init__(self, num_classes: int = 1000, groups: int = 2, lrn: bool = True) -> None:
        super().__init__()
        self.lrn = lrn
        self.conv1 = nn.Conv2d(3, 96, 11, stride=4, padding=2)  # the paper's 55x55 maps ask for the padding
        self.conv2 = nn.Conv2d(96, 256, 5, padding=2, groups=groups)
        self.conv3 = nn.Conv2d(256, 384, 3, padding=1)  # the GPUs exchange their maps here
        self.conv4 = nn.Conv2d(384, 384, 3, padding=1, groups=groups)
        self.conv5 = nn.Conv2d(384, 256, 3, padding=1, groups=groups)
        self.fc6 = nn.Linear(256 * 6 * 6, 4096)
        self.fc7 = nn.Linear(4096, 4096)
        self.fc8 = nn.Linear(4096, num_classes)
        self.dropout = nn.Dropout(0.5)

    def forward(self, x: Tensor) -> Tensor:
        y = F.max_pool2d(self.normalised(torch.relu(self.conv1(x))), 3, stride=2)  # [N, 96, 27, 27]
        y = F.max_pool2d(self.normalised(torch.relu(self.conv2(y))), 3, stride=2)  # [N, 256, 13, 13]
        y = torch.relu(self.conv4(torch.relu(self.conv3(y))))  # [N, 384, 13, 13]
        y = F.max_pool2d(torch.relu(self.conv5(y)), 3, stride=2)  # [N, 256, 6, 6]
        y = torch.relu(self.fc6(y.flatten(1)))  # [N, 4096]
        y = self.dropout(torch.relu(self.fc7(self.dropout(y))))  # [N, 4096]
        return self.fc8(y)  # [N, num_classes]

    def normalised(self, a: Tensor) -> Tensor:
        """Local response normalisation; torch divides alpha by n."""
        return F.local_response_norm(a, 5, alpha=5 * 1e-4, beta=0.75, k=2.0) if self.lrn else a
