"""en: You restore the parameters and leave the buffers as they are.
ko: 매개변수만 되돌리고 버퍼는 그대로 둡니다.
"""

from __future__ import annotations

import math

import torch
from torch import nn


class EarlyStopping:
    def __init__(self, patience: int, min_delta: float = 0.0, restore_best: bool = True) -> None:
        self.patience, self.min_delta, self.restore_best = patience, min_delta, restore_best
        self.best, self.bad, self.state = math.inf, 0, None

    def step(self, val_loss: float, model: nn.Module) -> bool:
        loss = float(val_loss)
        if loss < self.best - self.min_delta:
            self.best, self.bad = loss, 0
            self.state = [param.detach().clone() for param in model.parameters()]
        else:
            self.bad += 1
        if self.bad >= self.patience:
            if self.restore_best and self.state is not None:
                with torch.no_grad():
                    for param, kept in zip(model.parameters(), self.state, strict=True):
                        param.copy_(kept)
            return True
        return False
