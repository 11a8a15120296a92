"""en: You never cleared the gradient between updates, so every step uses the sum of all gradients so far.
ko: 갱신 사이에 그래디언트를 비우지 않아, 지금까지의 모든 그래디언트를 더한 값으로 갱신했습니다.
"""

from __future__ import annotations

import torch


def fit_gd(grad_fn, w0, data, lr, epochs, batch_size=None, generator=None):
    pair = isinstance(data, tuple)
    n = len(data[0]) if pair else len(data)
    w, total = w0.clone(), torch.zeros_like(w0)
    for _ in range(epochs):
        order = torch.randperm(n, generator=generator) if batch_size else torch.arange(n)
        for index in order.split(batch_size or n):
            batch = tuple(part[index] for part in data) if pair else data[index]
            g = grad_fn(w, batch)
            g = g if g.ndim == w.ndim else g.mean(dim=0)
            total = total + g
            w = w - lr * total
    return w
