"""Clones the state_dict and counts the patience down."""

import torch


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0, restore_best=True):
        self.patience = patience
        self.left = patience
        self.min_delta = min_delta
        self.restore_best = restore_best
        self.best_loss = None
        self.best_weights = None

    def step(self, val_loss, model):
        if torch.is_tensor(val_loss):
            val_loss = val_loss.item()
        if val_loss == val_loss and (self.best_loss is None or val_loss < self.best_loss - self.min_delta):
            self.best_loss = val_loss
            self.left = self.patience
            self.best_weights = {k: v.detach().clone() for k, v in model.state_dict().items()}
            return False
        self.left -= 1
        if self.left > 0:
            return False
        if self.restore_best and self.best_weights:
            model.load_state_dict(self.best_weights)
        return True
