"""en: Your state belongs to the class: all objects share it.
ko: 상태가 클래스에 있어서 모든 객체가 함께 씁니다.
"""

from __future__ import annotations

import copy
import math

from torch import nn


class EarlyStopping:
    history = []  # noqa: RUF012

    def __init__(self, patience: int, min_delta: float = 0.0, restore_best: bool = True) -> None:
        self.patience, self.min_delta, self.restore_best = patience, min_delta, restore_best

    def step(self, val_loss: float, model: nn.Module) -> bool:
        loss = float(val_loss)
        if not hasattr(self, "best"):
            self.best, self.bad, self.state = min(self.history, default=math.inf), 0, None
        self.history.append(loss)
        if self.history[:-1] and min(self.history[:-1]) < self.best:
            self.best = min(self.history[:-1])
        if loss < self.best - self.min_delta:
            self.best, self.bad = loss, 0
            self.state = copy.deepcopy(model.state_dict())
        else:
            self.bad += 1
        if self.bad >= self.patience:
            if self.restore_best and self.state is not None:
                model.load_state_dict(self.state)
            return True
        return False
