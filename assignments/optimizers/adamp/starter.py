from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class AdamP:
    """AdamP (arXiv 2006.08217): AdamW without the part of the step that only lengthens a weight.

    스텝에서 가중치를 길게 만들기만 하는 성분을 뺀 AdamW입니다.
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        delta: float = 0.1,
        wd_ratio: float = 0.1,
        nesterov: bool = False,
    ) -> None:
        raise NotImplementedError("Write AdamP: see the handout. / AdamP를 작성하십시오. 안내문을 참고하십시오.")

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter whose .grad is not None, in place. / .grad가 None이 아닌 매개변수를 제자리에서 갱신합니다."""
        raise NotImplementedError("Write AdamP.step: see the handout. / AdamP.step을 작성하십시오. 안내문을 참고하십시오.")

    def zero_grad(self) -> None:
        """Clear the gradients: None or zeros. / 그래디언트를 비웁니다. None과 0 중 어느 것이든 됩니다."""
        raise NotImplementedError("Write AdamP.zero_grad: see the handout. / AdamP.zero_grad를 작성하십시오. 안내문을 참고하십시오.")
