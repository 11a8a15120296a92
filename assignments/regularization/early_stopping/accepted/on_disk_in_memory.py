"""Saves the weights with torch.save into memory."""

import copy
import io
import math

import torch


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0, restore_best=True):
        self.patience, self.min_delta, self.restore_best = patience, min_delta, restore_best
        self.best = math.inf
        self.waited = 0
        self.saved = None

    def step(self, val_loss, model):
        improved = float(val_loss) + self.min_delta < self.best
        if improved:
            self.best, self.waited = copy.copy(float(val_loss)), 0
            self.saved = io.BytesIO()
            torch.save(model.state_dict(), self.saved)
        else:
            self.waited += 1
        if self.waited < self.patience:
            return False
        if self.restore_best and self.saved is not None:
            self.saved.seek(0)
            model.load_state_dict(torch.load(self.saved))
        return True
