"""Batches come from a DataLoader, the weights are updated in place on a copy, and gradients are averaged by einsum."""

from __future__ import annotations

import torch
from torch.utils.data import DataLoader, TensorDataset


def fit_gd(grad_fn, w0, data, lr, epochs, batch_size=None, generator=None):
    w = w0.detach().clone()
    tensors = data if isinstance(data, tuple) else (data,)
    loader = None
    if batch_size is not None:
        loader = DataLoader(TensorDataset(*tensors), batch_size, shuffle=True, generator=generator)
    for _ in range(epochs):
        for batch in [tensors] if loader is None else loader:
            gradient = grad_fn(w, tuple(batch) if isinstance(data, tuple) else batch[0])
            if gradient.dim() == w.dim() + 1:
                gradient = torch.einsum("b...->...", gradient) / len(gradient)
            w -= lr * gradient
    return w
