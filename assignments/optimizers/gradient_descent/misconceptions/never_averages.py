"""en: You took the gradients of the single samples for their mean, so the weights got an axis of samples.
ko: 샘플별 그래디언트를 평균 그래디언트로 여겨, 가중치에 샘플 축이 생겼습니다.
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
            w = w - lr * g
    return w
