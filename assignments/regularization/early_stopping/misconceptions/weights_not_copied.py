"""en: The last weights come back instead of the best: a state_dict that is kept without copying its tensors changes as training goes on.
ko: 가장 좋은 가중치가 아니라 마지막 가중치가 돌아옵니다. 텐서를 복사하지 않고 보관한 state_dict는 학습과 함께 바뀝니다.
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
            self.state = model.state_dict()
        else:
            self.bad += 1
        if self.bad >= self.patience:
            if self.restore_best and self.state is not None:
                model.load_state_dict(self.state)
            return True
        return False
