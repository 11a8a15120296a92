from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class Momentum:
    """Gradient descent with momentum: v = momentum * v + (1 - dampening) * g, then w = w - lr * v.

    g is w.grad + weight_decay * w; the first velocity of a parameter is its first g, undampened.

    모멘텀을 쓰는 경사 하강법입니다. g는 w.grad + weight_decay * w이고, 매개변수의 첫 속도는 dampening 없는 첫 g입니다.
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float,
        momentum: float = 0.9,
        dampening: float = 0.0,
        weight_decay: float = 0.0,
    ) -> None:
        raise NotImplementedError("Write Momentum: see the handout. / Momentum을 작성하십시오. 안내문을 참고하십시오.")

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter whose .grad is not None, in place. / .grad가 None이 아닌 매개변수를 제자리에서 갱신합니다."""
        raise NotImplementedError("Write Momentum.step: see the handout. / Momentum.step을 작성하십시오. 안내문을 참고하십시오.")

    def zero_grad(self) -> None:
        """Clear the gradients: None or zeros. / 그래디언트를 비웁니다. None과 0 중 어느 것이든 됩니다."""
        raise NotImplementedError("Write Momentum.zero_grad: see the handout. / Momentum.zero_grad를 작성하십시오. 안내문을 참고하십시오.")
