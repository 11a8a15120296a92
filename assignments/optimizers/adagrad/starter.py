from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor


class Adagrad:
    """Adagrad (JMLR 12, 2011): every coordinate divides by the root of the sum of its squared gradients.

    lr: the learning rate. eps: keeps the denominator from zero.
    initial_accumulator_value: what the sum of squares starts from, in every coordinate.

    좌표마다 그래디언트 제곱합의 제곱근으로 나눕니다.

    lr: 학습률. eps: 분모가 0이 되는 것을 막는 수.
    initial_accumulator_value: 모든 좌표에서 제곱합이 시작하는 값.
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-2,
        eps: float = 1e-10,
        initial_accumulator_value: float = 0.0,
    ) -> None:
        raise NotImplementedError("Write Adagrad: see the handout. / Adagrad를 작성하십시오. 안내문을 참고하십시오.")

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter whose .grad is not None, in place. / .grad가 None이 아닌 매개변수를 제자리에서 갱신합니다."""
        raise NotImplementedError("Write Adagrad.step: see the handout. / Adagrad.step을 작성하십시오. 안내문을 참고하십시오.")

    def zero_grad(self) -> None:
        """Clear the gradients: None or zeros. / 그래디언트를 비웁니다. None과 0 중 어느 것이든 됩니다."""
        raise NotImplementedError("Write Adagrad.zero_grad: see the handout. / Adagrad.zero_grad를 작성하십시오. 안내문을 참고하십시오.")
