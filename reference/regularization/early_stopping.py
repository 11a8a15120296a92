"""Early stopping (Prechelt, "Early stopping, but when?", 1998; Goodfellow et al., Deep Learning, section 7.8).

    improved    L_t < L_best - δ
    stop        when the last p losses have not improved; the weights of the best one come back

L_t    the loss on the validation set after epoch t
p      patience
δ      min_delta, by how much a loss must be better to count
"""

from __future__ import annotations

import copy
import math

from torch import Tensor, nn


class EarlyStopping:
    """Watches the validation loss. `step` is called once for each epoch and says whether to stop.

    A loss that is NaN is no improvement.
    """

    def __init__(self, patience: int, min_delta: float = 0.0, restore_best: bool = True) -> None:
        self.patience, self.min_delta, self.restore_best = patience, min_delta, restore_best
        self.best = math.inf
        self.bad_epochs = 0
        self._best_state: dict[str, Tensor] | None = None

    def step(self, val_loss: float | Tensor, model: nn.Module) -> bool:
        """True when `patience` epochs in a row brought no improvement; then, with `restore_best`, the parameters and
        buffers of `model` are those of the best epoch."""
        loss = val_loss.item() if isinstance(val_loss, Tensor) else val_loss
        if loss < self.best - self.min_delta:
            self.best, self.bad_epochs = loss, 0
            self._best_state = copy.deepcopy(model.state_dict())  # a state_dict is a view of what training overwrites
        else:
            self.bad_epochs += 1
        stop = self.bad_epochs >= self.patience
        if stop and self.restore_best and self._best_state is not None:
            model.load_state_dict(self._best_state)
        return stop
