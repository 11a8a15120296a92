"""en: You averaged every gradient whose first axis is as long as the batch, also a mean gradient that happens to be.
ko: 첫 번째 축의 길이가 배치 크기와 같으면 모두 평균하여, 길이가 우연히 같은 평균 그래디언트까지 다시 평균했습니다.
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
            g = g.mean(dim=0) if g.shape[:1] == (len(index),) else g
            w = w - lr * g
    return w
