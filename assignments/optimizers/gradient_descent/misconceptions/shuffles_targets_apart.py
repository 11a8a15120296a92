"""en: You shuffled the targets apart from the samples, so a sample no longer has its own target.
ko: 정답을 샘플과 따로 섞어, 샘플과 정답의 짝이 맞지 않습니다.
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
            batch = (data[0][index], data[1][order[: len(index)]]) if pair else data[index]
            g = grad_fn(w, batch)
            g = g if g.ndim == w.ndim else g.mean(dim=0)
            w = w - lr * g
    return w
