"""en: You moved one coordinate at a time; the maximum moves all of them.
ko: 좌표를 하나씩만 움직였습니다. 최댓값에서는 모든 좌표가 움직입니다.
"""

from __future__ import annotations

import torch
from torch import Tensor


def scaled_lr(base_lr: float, base_B: int, B: int, step: int, warmup: int) -> float:
    target = base_lr * B / base_B
    if step >= warmup:
        return target
    return base_lr + (target - base_lr) * step / warmup


def sharpness(f, x: Tensor, eps: float) -> float:
    reach = eps * (x.abs() + 1)
    values = [
        f(x + reach * torch.tensor(s, dtype=x.dtype))
        for s in [(sign * torch.eye(len(x))[i]).tolist() for i in range(len(x)) for sign in (-1, 1)]
    ]
    return 100 * (max(values) - f(x)) / (1 + f(x))


def grad_noise_var(per_sample_grads: Tensor, B: int) -> Tensor:
    return (
        per_sample_grads.flatten(1).var(0, unbiased=False).sum() / B
        if per_sample_grads.dim() > 1
        else per_sample_grads.var(unbiased=False) / B
    )
