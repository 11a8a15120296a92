"""Climbs from every corner to its neighbours; deviations by a loop."""

from __future__ import annotations

import torch


def scaled_lr(base_lr, base_B, B, step, warmup):
    target = base_lr * (B / base_B)
    if step < warmup:
        slope = (target - base_lr) / warmup
        return base_lr + slope * step
    return target


def sharpness(f, x, eps):
    reach = eps * x.abs() + eps
    generator = torch.Generator().manual_seed(0)
    best = f(x)
    for _ in range(64):
        signs = torch.randint(0, 2, x.shape, generator=generator) * 2 - 1
        improved = True
        value = f(x + signs * reach)
        while improved:
            improved = False
            for i in range(len(x)):
                signs[i] = -signs[i]
                other = f(x + signs * reach)
                if other > value:
                    value, improved = other, True
                else:
                    signs[i] = -signs[i]
        best = torch.maximum(best, value)
    return float(100 * (best - f(x)) / (1 + f(x)))


def grad_noise_var(per_sample_grads, B):
    mean = sum(per_sample_grads) / len(per_sample_grads)
    total = sum(((g - mean) ** 2).sum() for g in per_sample_grads)
    return total / (len(per_sample_grads) * B)
