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

    `w0`의 복사본에서 시작하여 `data`를 `epochs`번 훑은 뒤의 가중치를 반환합니다. grad_fn(w, batch)는 배치의 평균 그래디언트나
    샘플별 그래디언트를 반환하며, 둘은 차원 수로 구별합니다.
    """
    raise NotImplementedError("Write fit_gd: see the handout. / fit_gd를 작성하십시오. 안내문을 참고하십시오.")
