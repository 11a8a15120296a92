from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor


def nag(grad_fn: Callable[[Tensor], Tensor], x0: Tensor, lr: float, mu: float, n: int) -> Tensor | list[Tensor]:
    """Return the points x_0, ..., x_n of n steps: v = mu * v - lr * grad_fn(x + mu * v), then x = x + v.

    n번의 스텝에서 지나는 점 x_0, ..., x_n을 반환합니다.
    """
    raise NotImplementedError("Write nag: see the handout. / nag를 작성하십시오. 안내문을 참고하십시오.")


class NAG:
    """The same method for gradients taken at w: v = mu * v + g, then w = w - lr * (g + mu * v).

    w에서 구한 그래디언트로 쓰는 같은 방법입니다.
    """

    def __init__(self, params: Iterable[Tensor], lr: float, momentum: float = 0.9) -> None:
        raise NotImplementedError("Write NAG: see the handout. / NAG를 작성하십시오. 안내문을 참고하십시오.")

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter whose .grad is not None, in place. / .grad가 None이 아닌 매개변수를 제자리에서 갱신합니다."""
        raise NotImplementedError("Write NAG.step: see the handout. / NAG.step을 작성하십시오. 안내문을 참고하십시오.")

    def zero_grad(self) -> None:
        """Clear the gradients: None or zeros. / 그래디언트를 비웁니다. None과 0 중 어느 것이든 됩니다."""
        raise NotImplementedError("Write NAG.zero_grad: see the handout. / NAG.zero_grad를 작성하십시오. 안내문을 참고하십시오.")
