"""Corners as bits of a number; the variance as E[g²] - E[g]²."""

from __future__ import annotations


def scaled_lr(base_lr, base_B, B, step, warmup):
    k = B / base_B
    if warmup <= step:
        return base_lr * k
    part = step / warmup
    return (1 - part) * base_lr + part * base_lr * k


def sharpness(f, x, eps):
    best = -float("inf")
    for bits in range(2 ** x.numel()):
        y = x.clone()
        for i in range(x.numel()):
            r = eps * (abs(x[i].item()) + 1)
            y[i] = x[i] + (r if bits >> i & 1 else -r)
        best = max(best, f(y).item())
    return 100.0 * (best - f(x).item()) / (1.0 + f(x).item())


def grad_noise_var(per_sample_grads, B):
    g = per_sample_grads.reshape(per_sample_grads.shape[0], -1)
    return float(((g**2).mean(0) - g.mean(0) ** 2).sum()) / B
