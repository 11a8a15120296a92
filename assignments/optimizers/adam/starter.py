from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class Adam:
    """Adam (arXiv 1412.6980); with decoupled=True, AdamW (arXiv 1711.05101).

    Adam, decoupled=True이면 AdamW입니다.
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        decoupled: bool = False,
    ) -> None:
        raise NotImplementedError("Please write Adam.__init__. Adam.__init__을 작성해 주십시오.")

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter whose .grad is not None, in place.

        .grad가 None이 아닌 매개변수를 제자리에서 갱신합니다.
        """
        raise NotImplementedError("Please write Adam.step. Adam.step을 작성해 주십시오.")

    def zero_grad(self) -> None:
        """Forget the gradients. 그래디언트를 비웁니다."""
        raise NotImplementedError("Please write Adam.zero_grad. Adam.zero_grad를 작성해 주십시오.")
