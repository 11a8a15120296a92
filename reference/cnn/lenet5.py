"""LeNet-5 (LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition, 1998, section II.B) in
the form in which it is written today: every feature map of C3 sees all of S2, pooling has no weights, the output is linear.

    28x28 -> conv 5x5, 6 (padding 2) -> pool 2 -> conv 5x5, 16 -> pool 2 -> 120 -> 84 -> classes
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

ACTIVATIONS = {"tanh": torch.tanh, "relu": torch.relu}
POOLS = {"avg": F.avg_pool2d, "max": F.max_pool2d}


class LeNet5(nn.Module):
    """[N, 1, 28, 28] to logits [N, num_classes]. `act` is 'tanh' or 'relu', `pool` is 'avg' or 'max'.

    The dtype is that of the weights, float32 by default. Raises ValueError for another `act` or `pool`.
    """

    def __init__(self, num_classes: int = 10, act: str = "tanh", pool: str = "avg") -> None:
        super().__init__()
        if act not in ACTIVATIONS or pool not in POOLS:
            raise ValueError(f"act is one of {list(ACTIVATIONS)} and pool of {list(POOLS)}, not {act!r} and {pool!r}")
        self.act, self.pool = ACTIVATIONS[act], POOLS[pool]
        self.c1 = nn.Conv2d(1, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Linear(16 * 5 * 5, 120)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, num_classes)

    def forward(self, x: Tensor) -> Tensor:
        s2 = self.pool(self.act(self.c1(x)), 2)  # [N, 6, 14, 14]
        s4 = self.pool(self.act(self.c3(s2)), 2)  # [N, 16, 5, 5]
        f6 = self.act(self.f6(self.act(self.c5(s4.flatten(1)))))  # [N, 84]
        return self.output(f6)  # [N, num_classes]
