from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

Data = Tensor | tuple[Tensor, Tensor]  # X [N, ...] or (X [N, ...], y [N, ...])


def fit_gd(
    grad_fn: Callable[[Tensor, Data], Tensor],
    w0: Tensor,
    data: Data,
    lr: float,
    epochs: int,
    batch_size: int | None = None,
    generator: torch.Generator | None = None,
) -> Tensor:
    """Return the weights after `epochs` passes over `data`, starting from a copy of `w0`.

    grad_fn(w, batch) returns the mean gradient over the batch, in the shape of w, or the gradients of its B samples,
    [B, *w.shape], which are then averaged here. The number of dimensions tells which.
    batch_size=None makes one update per epoch with all of `data`; otherwise every epoch shuffles the samples anew
    and updates once for each of the ceil(N / batch_size) batches.
    """
    raise NotImplementedError("Please write fit_gd. / fit_gd를 작성해 주십시오.")
