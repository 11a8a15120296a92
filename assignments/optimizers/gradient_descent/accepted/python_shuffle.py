"""The order comes from random.Random, seeded from the generator, and batches are popped off a list of indices.

A mean gradient is averaged too, as if it were the gradient of the only sample.
"""

from __future__ import annotations

import random

import torch


def fit_gd(grad_fn, w0, data, lr, epochs, batch_size=None, generator=None):
    def pick(indices):
        if isinstance(data, tuple):
            return data[0][indices], data[1][indices]
        return data[indices]

    def mean(gradient):
        return gradient.reshape(-1, *w.shape).mean(dim=0)

    source = random.Random(int(torch.randint(2**31, (1,), generator=generator)))
    n = len(data[0] if isinstance(data, tuple) else data)
    w = w0 + 0
    for _ in range(epochs):
        if batch_size is None:
            w = torch.sub(w, mean(grad_fn(w, data)), alpha=lr)
            continue
        left = list(range(n))
        source.shuffle(left)
        while left:
            indices, left = left[:batch_size], left[batch_size:]
            w = torch.sub(w, mean(grad_fn(w, pick(indices))), alpha=lr)
    return w
