from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class RMSprop:
    """RMSprop (arXiv 1308.0850): gradients divided by a running root mean square.

    lr: the learning rate. alpha: the decay of the running averages. eps: keeps the denominator from zero.
    momentum: how much of the last buffer stays. centered: divide by the standard deviation.

    그래디언트를 그 제곱의 이동평균의 제곱근으로 나눕니다.

    lr: 학습률. alpha: 이동평균의 감쇠율. eps: 분모가 0이 되는 것을 막는 수.
    momentum: 앞의 버퍼가 남는 비율. centered: 표준편차로 나눕니다.
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        momentum: float = 0.0,
        centered: bool = False,
    ) -> None:
        raise NotImplementedError("Write RMSprop: see the handout. / RMSprop을 작성하십시오. 안내문을 참고하십시오.")

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter whose .grad is not None, in place. / .grad가 None이 아닌 매개변수를 제자리에서 갱신합니다."""
        raise NotImplementedError("Write RMSprop.step: see the handout. / RMSprop.step을 작성하십시오. 안내문을 참고하십시오.")

    def zero_grad(self) -> None:
        """Clear the gradients: None or zeros. / 그래디언트를 비웁니다. None과 0 중 어느 것이든 됩니다."""
        raise NotImplementedError("Write RMSprop.zero_grad: see the handout. / RMSprop.zero_grad를 작성하십시오. 안내문을 참고하십시오.")
