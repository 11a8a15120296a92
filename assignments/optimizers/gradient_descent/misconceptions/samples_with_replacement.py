"""en: You drew the samples of an epoch with replacement, so some come twice and others never.
ko: 에폭의 샘플을 복원 추출하여, 어떤 샘플은 두 번 쓰이고 어떤 샘플은 쓰이지 않습니다.
"""

from __future__ import annotations

import torch


def fit_gd(grad_fn, w0, data, lr, epochs, batch_size=None, generator=None):
    pair = isinstance(data, tuple)
    n = len(data[0]) if pair else len(data)
    w = w0.clone()
    for _ in range(epochs):
        order = torch.randint(n, (n,), generator=generator) if batch_size else torch.arange(n)
        for index in order.split(batch_size or n):
            batch = tuple(part[index] for part in data) if pair else data[index]
            g = grad_fn(w, batch)
            g = g if g.ndim == w.ndim else g.mean(dim=0)
            w = w - lr * g
    return w
