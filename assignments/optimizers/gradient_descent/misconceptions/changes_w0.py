"""en: You updated the starting weights in place, so the caller's tensor changed too.
ko: 처음 가중치를 제자리(in-place)에서 갱신하여, 호출한 쪽의 텐서까지 바뀌었습니다.
"""

from __future__ import annotations

import torch


def fit_gd(grad_fn, w0, data, lr, epochs, batch_size=None, generator=None):
    pair = isinstance(data, tuple)
    n = len(data[0]) if pair else len(data)
    w = w0
    for _ in range(epochs):
        order = torch.randperm(n, generator=generator) if batch_size else torch.arange(n)
        for index in order.split(batch_size or n):
            batch = tuple(part[index] for part in data) if pair else data[index]
            g = grad_fn(w, batch)
            g = g if g.ndim == w.ndim else g.mean(dim=0)
            w -= lr * g
    return w
