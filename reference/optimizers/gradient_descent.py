"""Gradient descent: full batch, mini-batch and stochastic, one loop for all three. Survey: arXiv 1609.04747, section 2.

    w <- w - lr * mean over i in B of the gradient of l_i(w)

w     the weights
B     the batch: all N samples (batch gradient descent), some of them (mini-batch), or one of them (SGD)
lr    the learning rate
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

Data = Tensor | tuple[Tensor, ...]  # samples along the first axis: X [N, ...] or (X [N, ...], y [N, ...])


def fit_gd(
    grad_fn: Callable[[Tensor, Data], Tensor],
    w0: Tensor,
    data: Data,
    lr: float,
    epochs: int,
    batch_size: int | None = None,
    generator: torch.Generator | None = None,
) -> Tensor:
    """Return the weights after `epochs` passes over `data`, in the shape and dtype of `w0`, which stays as it was.

    `w0` [...] is floating, `grad_fn` keeps its dtype; lr has the unit of w / gradient.
    `grad_fn(w, batch)` returns the mean gradient over the batch, in the shape of w, or the gradients of its single
    samples, [B, *w.shape]. With `batch_size=None` the batch is `data` as given, one update per epoch. Otherwise every
    epoch deals a fresh permutation of the samples, each sample once, in ceil(N / batch_size) batches; the last one
    holds what is left over.
    """
    n = len(data[0]) if isinstance(data, tuple) else len(data)
    device = torch.device("cpu") if generator is None else generator.device
    w = w0.detach().clone()  # [...], any shape
    for _ in range(epochs):
        if batch_size is None:
            w = w - lr * batch_mean(grad_fn(w, data), w)
            continue
        order = torch.randperm(n, generator=generator, device=device)  # [N]
        for index in order.split(batch_size):  # [B], the last one possibly shorter
            w = w - lr * batch_mean(grad_fn(w, take(data, index)), w)
    return w


def batch_mean(g: Tensor, w: Tensor) -> Tensor:
    """The mean gradient, in the shape of w: g itself, or the mean of g [B, *w.shape] over the samples of the batch."""
    # Shapes could agree by chance, as [B] does with a w of B numbers; the number of dimensions cannot.
    return g if g.ndim == w.ndim else g.mean(dim=0)


def take(data: Data, index: Tensor) -> Data:
    """The samples at `index` [B]: X[index], or (X[index], y[index]) so that a sample keeps its target."""
    if isinstance(data, tuple):
        return tuple(column[index.to(column.device)] for column in data)
    return data[index.to(data.device)]
