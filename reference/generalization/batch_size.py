"""What the batch size does: linear scaling of the rate (Goyal et al., arXiv 1706.02677), sharp minima (Keskar et al.,
arXiv 1609.04836, metric 2.1) and the noise of a mini-batch's gradient.

    rate        lr = base_lr · B / base_B, reached from base_lr along a line in the first steps (warm-up)
    sharpness   φ = 100 · (max f(x + y) - f(x)) / (1 + f(x)),   over |y_i| <= ε (|x_i| + 1)
    noise       Var(mean of B gradients) = Var(one gradient) / B,   summed over the coordinates
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

import torch
from torch import Tensor


def scaled_lr(base_lr: float, base_B: int, B: int, step: int, warmup: int) -> float:
    """The learning rate at `step` (from 0) for batches of `B`, where `base_lr` suits batches of `base_B`.

    It starts at `base_lr`, and from step `warmup` on it is base_lr · B / base_B.
    """
    target = base_lr * B / base_B
    return target if step >= warmup else base_lr + (target - base_lr) * step / warmup


def sharpness(f: Callable[[Tensor], Tensor], x: Tensor, eps: float) -> float:
    """φ of a convex `f` (a point [d] to a 0-d tensor, not negative) at `x` [d], in percent.

    A convex function takes its maximum over a box at one of the 2^d corners.
    """
    reach = eps * (x.abs() + 1)
    signs = itertools.product((-1.0, 1.0), repeat=len(x))
    corners = [x + reach * torch.tensor(sign, dtype=x.dtype, device=x.device) for sign in signs]
    here = float(f(x))
    return 100 * (max(float(f(corner)) for corner in corners) - here) / (1 + here)


def grad_noise_var(per_sample_grads: Tensor, B: int) -> Tensor:
    """The variance of the mean of `B` gradients drawn, with replacement, from `per_sample_grads` [N, ...], summed over all
    coordinates: a 0-d tensor. The variance of one is that of the N (divided by N)."""
    deviations = per_sample_grads - per_sample_grads.mean(dim=0)
    return deviations.square().mean(dim=0).sum() / B
