from __future__ import annotations

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float = 0.5, training: bool = True, generator: torch.Generator | None = None) -> Tensor:
    """Drop every element of `x` (any shape) with probability `p` and divide what is kept by 1 - p.

    Without `training`, x comes out. `generator`, where one is given, makes the random draws.

    `x`의 원소를 확률 `p`로 끄고 남은 원소를 1 - p로 나눕니다. `training`이 거짓이면 `x`를 그대로 반환합니다.
    """
    raise NotImplementedError("Write dropout: see the handout. / dropout을 작성하십시오. 안내문을 참고하십시오.")


class Dropout(nn.Module):
    """Dropout as a layer: active after train(), the identity after eval().

    train() 뒤에는 작동하고 eval() 뒤에는 아무것도 하지 않는 층입니다.
    """

    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        raise NotImplementedError("Write Dropout: see the handout. / Dropout을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write Dropout.forward: see the handout. / Dropout.forward를 작성하십시오. 안내문을 참고하십시오.")
