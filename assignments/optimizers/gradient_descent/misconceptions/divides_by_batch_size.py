"""en: You divided by batch_size where the batch held fewer samples, so the step of a short batch is too small.
ko: 샘플이 더 적은 배치에서도 batch_size로 나누어, 작은 배치의 스텝이 너무 작아졌습니다.
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
            g = g if g.ndim == w.ndim else g.sum(dim=0) / (batch_size or n)
            w = w - lr * g
    return w
