"""en: You multiplied the tensor that grad_fn returned by lr in place, so the caller's tensor changed.
ko: grad_fn이 반환한 텐서에 lr을 제자리(in-place)에서 곱하여, 호출한 쪽의 텐서가 바뀌었습니다.
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
            g = g if g.ndim == w.ndim else g.mean(dim=0)
            w = w - g.mul_(lr)
    return w
