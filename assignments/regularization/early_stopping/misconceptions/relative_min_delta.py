"""en: You took min_delta as a share of best; it is an absolute amount.
ko: min_delta를 best에 대한 비율로 썼습니다. 절댓값입니다.
"""

from __future__ import annotations

import copy
import math

from torch import nn


class EarlyStopping:
    def __init__(self, patience: int, min_delta: float = 0.0, restore_best: bool = True) -> None:
        self.patience, self.min_delta, self.restore_best = patience, min_delta, restore_best
        self.best, self.bad, self.state = math.inf, 0, None

    def step(self, val_loss: float, model: nn.Module) -> bool:
        loss = float(val_loss)
        if self.best == math.inf or loss < self.best * (1 - self.min_delta):
            self.best, self.bad = loss, 0
            self.state = copy.deepcopy(model.state_dict())
        else:
            self.bad += 1
        if self.bad >= self.patience:
            if self.restore_best and self.state is not None:
                model.load_state_dict(self.state)
            return True
        return False
