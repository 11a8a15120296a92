"""Keeps all losses and finds the epoch of the best one; copies tensors in place."""

from __future__ import annotations

import torch
from torch import nn


class EarlyStopping:
    def __init__(self, patience: int, min_delta: float = 0.0, restore_best: bool = True):
        self.options = (patience, min_delta, restore_best)
        self.losses: list[float] = []
        self.best_epoch = -1
        self.snapshot: list[torch.Tensor] = []

    def step(self, val_loss, model: nn.Module) -> bool:
        patience, min_delta, restore = self.options
        self.losses.append(float(val_loss))
        best = self.losses[self.best_epoch] if self.best_epoch >= 0 else float("inf")
        if best - self.losses[-1] > min_delta:
            self.best_epoch = len(self.losses) - 1
            self.snapshot = [t.detach().clone() for t in self.everything(model)]
        finished = len(self.losses) - 1 - self.best_epoch >= patience
        if finished and restore and self.snapshot:
            with torch.no_grad():
                for tensor, kept in zip(self.everything(model), self.snapshot, strict=True):
                    tensor.copy_(kept)
        return finished

    @staticmethod
    def everything(model):
        return [*model.parameters(), *model.buffers()]
