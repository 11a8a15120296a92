"""en: You took one step along the sign of the gradient: the highest corner may be another.
ko: 그래디언트의 부호 방향으로만 갔습니다. 가장 높은 꼭짓점은 다른 곳일 수 있습니다.
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
    leaf = x.clone().requires_grad_()
    (slope,) = torch.autograd.grad(f(leaf), leaf)
    values = [f(x + reach * torch.where(slope < 0, -1.0, 1.0))]
    return 100 * (max(values) - f(x)) / (1 + f(x))


def grad_noise_var(per_sample_grads: Tensor, B: int) -> Tensor:
    return (
        per_sample_grads.flatten(1).var(0, unbiased=False).sum() / B
        if per_sample_grads.dim() > 1
        else per_sample_grads.var(unbiased=False) / B
    )
