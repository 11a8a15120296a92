"""The line cut off by min; numpy's var; corners by cartesian_prod."""

from __future__ import annotations

import numpy as np
import torch


def scaled_lr(base_lr, base_B, B, step, warmup):
    ramp = 1.0 if warmup == 0 else min(step / warmup, 1.0)
    return base_lr * (1 + ramp * (B / base_B - 1))


def sharpness(f, x, eps):
    edges = [torch.stack([xi - eps * (xi.abs() + 1), xi + eps * (xi.abs() + 1)]) for xi in x]
    corners = torch.cartesian_prod(*edges).reshape(-1, len(x))
    f_max = torch.stack([f(corner) for corner in corners]).max()
    f_x = f(x)
    return (f_max - f_x) / (f_x + 1) * 100


def grad_noise_var(per_sample_grads, B):
    return torch.tensor(np.var(per_sample_grads.numpy(), axis=0).sum() / B)
