"""The data itself is reordered by sorting random keys, then cut with slices; the update is add_ with alpha.

Of the gradients of single samples, a B-th of each is added in turn; shapes are compared instead of dimensions.
"""

from __future__ import annotations

import torch


def fit_gd(grad_fn, w0, data, lr, epochs, batch_size=None, generator=None):
    single = torch.is_tensor(data)
    columns = [data] if single else list(data)
    n = columns[0].shape[0]
    step = n if batch_size is None else batch_size
    w = torch.clone(w0)
    for _ in range(epochs):
        keys = torch.rand(n, generator=generator, dtype=torch.float64)
        shuffled = [column[keys.argsort()] for column in columns]
        for start in range(0, n, step):
            batch = [column[start : start + step] for column in shuffled]
            gradient = grad_fn(w, batch[0] if single else (batch[0], batch[1]))
            parts = [gradient] if gradient.shape == w.shape else list(gradient)
            for part in parts:
                w.add_(part, alpha=-lr / len(parts))
    return w
