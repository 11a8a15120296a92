"""en: You left the rate as it is for every batch size.
ko: 배치 크기와 상관없이 학습률을 그대로 두었습니다.
"""

from __future__ import annotations

import itertools

import torch
from torch import Tensor


def scaled_lr(base_lr: float, base_B: int, B: int, step: int, warmup: int) -> float:
    target = base_lr
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
