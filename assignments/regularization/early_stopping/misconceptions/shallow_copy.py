"""en: You copied the dictionary and not the tensors in it (a shallow copy).
ko: 사전만 복사하고 그 안의 텐서는 복사하지 않았습니다(얕은 복사).
"""

from __future__ import annotations

import math

from torch import nn


class EarlyStopping:
    def __init__(self, patience: int, min_delta: float = 0.0, restore_best: bool = True) -> None:
        self.patience, self.min_delta, self.restore_best = patience, min_delta, restore_best
        self.best, self.bad, self.state = math.inf, 0, None

    def step(self, val_loss: float, model: nn.Module) -> bool:
        loss = float(val_loss)
        if loss < self.best - self.min_delta:
            self.best, self.bad = loss, 0
            self.state = dict(model.state_dict())
        else:
            self.bad += 1
        if self.bad >= self.patience:
            if self.restore_best and self.bad >= 0 and self.state is not None:
                model.load_state_dict(self.state)
            return True
        return False
