"""en: You left the gradient of a batch of one sample unaveraged, so its first axis of length 1 entered the weights.
ko: 샘플이 하나인 배치에서 평균을 구하지 않아, 길이가 1인 첫 번째 축이 가중치에 남았습니다.
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
            g = g if g.ndim == w.ndim or len(index) == 1 else g.mean(dim=0)
            w = w - lr * g
    return w
