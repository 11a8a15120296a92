"""en: You added up the gradients of the single samples instead of averaging them, so steps grow with the batch.
ko: 샘플별 그래디언트를 평균하지 않고 더하여, 배치가 클수록 스텝이 커졌습니다.
"""

from __future__ import annotations

import torch


def fit_gd(grad_fn, w0, data, lr, epochs, batch_size=None, generator=None):
    pair = isinstance(data, tuple)
    n = len(data[0]) if pair else len(data)
    w = w0.clone()
    for _ in range(epochs):
        order = torch.randperm(n, generator=generator) if batch_size else torch.arange(n)
        for index in order.split(batch_size or n):
            batch = tuple(part[index] for part in data) if pair else data[index]
            g = grad_fn(w, batch)
            g = g if g.ndim == w.ndim else g.sum(dim=0)
            w = w - lr * g
    return w
