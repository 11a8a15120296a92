"""en: You put new parameters into the model: an optimizer still holds the old ones. Write into them.
ko: 모델에 새 매개변수를 넣었습니다. 옵티마이저는 여전히 이전 것을 가지고 있습니다. 제자리에 쓰십시오.
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
        if loss < self.best - self.min_delta:
            self.best, self.bad = loss, 0
            self.state = copy.deepcopy(model.state_dict())
        else:
            self.bad += 1
        if self.bad >= self.patience:
            if self.restore_best and self.state is not None:
                model.load_state_dict(
                    {k: nn.Parameter(v) if v.is_floating_point() else v for k, v in self.state.items()}, assign=True
                )
            return True
        return False
