"""en: You drew the permutation once, before the loop over epochs, so every epoch has the same batches.
ko: 에폭 반복문에 들어가기 전에 순열을 한 번만 뽑아, 에폭마다 배치가 같습니다.
"""

from __future__ import annotations

import torch


def fit_gd(grad_fn, w0, data, lr, epochs, batch_size=None, generator=None):
    pair = isinstance(data, tuple)
    n = len(data[0]) if pair else len(data)
    w = w0.clone()
    order = torch.randperm(n, generator=generator) if batch_size else torch.arange(n)
    for _ in range(epochs):
        for index in order.split(batch_size or n):
            batch = tuple(part[index] for part in data) if pair else data[index]
            g = grad_fn(w, batch)
            g = g if g.ndim == w.ndim else g.mean(dim=0)
            w = w - lr * g
    return w
