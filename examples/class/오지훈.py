# 정규화 단원: 조기 종료, mixup, 데이터 증강
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
        if self.bad > self.patience:
            if self.restore_best and self.state is not None:
                model.load_state_dict(self.state)
            return True
        return False


import numpy as np
import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    return lam * x + (1 - lam) * x[perm], y


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    if alpha == 0:
        return 1.0
    seed = torch.randint(2**62, (1,), generator=generator).item()
    return np.random.default_rng(seed).beta(alpha, alpha)


import itertools
import math

import torch
from torch import Tensor


def scaled_lr(base_lr: float, base_B: int, B: int, step: int, warmup: int) -> float:
    target = base_lr * math.sqrt(B / base_B)
    if step >= warmup:
        return target
    return base_lr + (target - base_lr) * step / warmup


def sharpness(f, x: Tensor, eps: float) -> float:
    reach = eps * (x.abs() + 1)
    values = [f(x + reach * torch.tensor(s, dtype=x.dtype)) for s in itertools.product((-1, 1), repeat=len(x))]
    return 100 * (max(values) - f(x)) / (1 + f(x))


def grad_noise_var(per_sample_grads: Tensor, B: int) -> Tensor:
    return (
        per_sample_grads.flatten(1).var(0, unbiased=False).sum() / B
        if per_sample_grads.dim() > 1
        else per_sample_grads.var(unbiased=False) / B
    )
