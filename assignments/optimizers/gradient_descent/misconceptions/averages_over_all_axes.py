"""en: You averaged the gradients of the single samples over all axes, so every weight moves by the same amount.
ko: 샘플별 그래디언트를 모든 축에 대해 평균하여, 모든 가중치가 같은 만큼 움직였습니다.
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
            g = g if g.ndim == w.ndim else g.mean()
            w = w - lr * g
    return w
