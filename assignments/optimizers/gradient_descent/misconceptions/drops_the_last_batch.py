"""en: You dropped the last batch when it was smaller than the others.
ko: 마지막 배치가 다른 배치보다 작을 때 그 배치를 버렸습니다.
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
            if batch_size and len(index) < batch_size:
                continue
            batch = tuple(part[index] for part in data) if pair else data[index]
            g = grad_fn(w, batch)
            g = g if g.ndim == w.ndim else g.mean(dim=0)
            w = w - lr * g
    return w
