from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class RAdam:
    """RAdam (arXiv 1908.03265); early steps leave v out, with warm='sgd', or are not taken at all.

    RAdam입니다. 초기 스텝은 warm='sgd'이면 v 없이 움직이고, 아니면 움직이지 않습니다.
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        threshold: float = 5.0,
        warm: str = "sgd",
    ) -> None:
        raise NotImplementedError("Write RAdam: see the handout. / RAdam을 작성하십시오. 안내문을 참고하십시오.")

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter whose .grad is not None, in place. / .grad가 None이 아닌 매개변수를 제자리에서 갱신합니다."""
        raise NotImplementedError("Write RAdam.step: see the handout. / RAdam.step을 작성하십시오. 안내문을 참고하십시오.")

    def zero_grad(self) -> None:
        """Clear the gradients: None or zeros. / 그래디언트를 비웁니다. None과 0 중 어느 것이든 됩니다."""
        raise NotImplementedError("Write RAdam.zero_grad: see the handout. / RAdam.zero_grad를 작성하십시오. 안내문을 참고하십시오.")
