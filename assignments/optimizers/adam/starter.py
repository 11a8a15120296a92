from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class Adam:
    """Adam (arXiv 1412.6980); with decoupled=True, AdamW (arXiv 1711.05101).

    Adam입니다. decoupled=True이면 AdamW입니다.
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
        raise NotImplementedError("Write Adam: see the handout. / Adam을 작성하십시오. 안내문을 참고하십시오.")

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter whose .grad is not None, in place. / .grad가 None이 아닌 매개변수를 제자리에서 갱신합니다."""
        raise NotImplementedError("Write Adam.step: see the handout. / Adam.step을 작성하십시오. 안내문을 참고하십시오.")

    def zero_grad(self) -> None:
        """Clear the gradients: None or zeros. / 그래디언트를 비웁니다. None과 0 중 어느 것이든 됩니다."""
        raise NotImplementedError("Write Adam.zero_grad: see the handout. / Adam.zero_grad를 작성하십시오. 안내문을 참고하십시오.")
