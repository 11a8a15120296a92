"""Batches come from a DataLoader, and the weights are updated in place on a copy."""

from __future__ import annotations

from torch.utils.data import DataLoader, TensorDataset


def fit_gd(grad_fn, w0, data, lr, epochs, batch_size=None, generator=None):
    w = w0.detach().clone()
    tensors = data if isinstance(data, tuple) else (data,)
    loader = None
    if batch_size is not None:
        loader = DataLoader(TensorDataset(*tensors), batch_size, shuffle=True, generator=generator)
    for _ in range(epochs):
        for batch in [tensors] if loader is None else loader:
            w -= lr * grad_fn(w, tuple(batch) if isinstance(data, tuple) else batch[0])
    return w
