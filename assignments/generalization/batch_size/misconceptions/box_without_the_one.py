"""en: Your box reaches eps · |x_i|: at 0 it has no width. It is eps · (|x_i| + 1).
ko: 상자가 eps · |x_i|까지여서 0에서 너비가 없습니다. eps · (|x_i| + 1)이어야 합니다.
"""

from __future__ import annotations

import itertools

import torch
from torch import Tensor


def scaled_lr(base_lr: float, base_B: int, B: int, step: int, warmup: int) -> float:
    target = base_lr * B / base_B
    if step >= warmup:
        return target
    return base_lr + (target - base_lr) * step / warmup


def sharpness(f, x: Tensor, eps: float) -> float:
    reach = eps * x.abs()
    values = [f(x + reach * torch.tensor(s, dtype=x.dtype)) for s in itertools.product((-1, 1), repeat=len(x))]
    return 100 * (max(values) - f(x)) / (1 + f(x))


def grad_noise_var(per_sample_grads: Tensor, B: int) -> Tensor:
    return (
        per_sample_grads.flatten(1).var(0, unbiased=False).sum() / B
        if per_sample_grads.dim() > 1
        else per_sample_grads.var(unbiased=False) / B
    )
