from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class Adadelta:
    """Adadelta (arXiv 1212.5701): steps scaled by the ratio of two running averages.

    lr: a factor of the step. rho: the decay of both running averages. eps: is added inside both roots.

    두 이동평균의 비율로 스텝의 크기를 정합니다.

    lr: 스텝에 곱하는 수. rho: 두 이동평균의 감쇠율. eps: 두 제곱근 안에 더하는 수.
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1.0,
        rho: float = 0.9,
        eps: float = 1e-6,
    ) -> None:
        raise NotImplementedError("Write Adadelta: see the handout. / Adadelta를 작성하십시오. 안내문을 참고하십시오.")

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter whose .grad is not None, in place. / .grad가 None이 아닌 매개변수를 제자리에서 갱신합니다."""
        raise NotImplementedError("Write Adadelta.step: see the handout. / Adadelta.step을 작성하십시오. 안내문을 참고하십시오.")

    def zero_grad(self) -> None:
        """Clear the gradients: None or zeros. / 그래디언트를 비웁니다. None과 0 중 어느 것이든 됩니다."""
        raise NotImplementedError("Write Adadelta.zero_grad: see the handout. / Adadelta.zero_grad를 작성하십시오. 안내문을 참고하십시오.")
