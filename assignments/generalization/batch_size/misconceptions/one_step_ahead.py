"""en: Your warm-up is one step ahead: step 0 should have base_lr.
ko: 워밍업이 한 스텝 앞섭니다. 스텝 0은 base_lr이어야 합니다.
"""

from __future__ import annotations

import itertools

import torch
from torch import Tensor


def scaled_lr(base_lr: float, base_B: int, B: int, step: int, warmup: int) -> float:
    target = base_lr * B / base_B
    if step >= warmup:
        return target
    return base_lr + (target - base_lr) * (step + 1) / warmup


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
