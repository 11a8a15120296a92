"""en: You took all gradients of an epoch at the weights from its start instead of at the newest weights.
ko: 한 에폭의 모든 그래디언트를 가장 최근의 가중치가 아니라 에폭을 시작할 때의 가중치에서 계산했습니다.
"""

from __future__ import annotations

import torch


def fit_gd(grad_fn, w0, data, lr, epochs, batch_size=None, generator=None):
    pair = isinstance(data, tuple)
    n = len(data[0]) if pair else len(data)
    w = w0.clone()
    for _ in range(epochs):
        order = torch.randperm(n, generator=generator) if batch_size else torch.arange(n)
        start = w
        for index in order.split(batch_size or n):
            batch = tuple(part[index] for part in data) if pair else data[index]
            g = grad_fn(start, batch)
            g = g if g.ndim == w.ndim else g.mean(dim=0)
            w = w - lr * g
    return w
