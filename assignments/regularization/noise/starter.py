from __future__ import annotations

import torch
from torch import Tensor, nn


def add_input_noise(x: Tensor, std: float, generator: torch.Generator | None = None) -> Tensor:
    """x plus normal noise of standard deviation std. / x에 표준편차가 std인 정규 잡음을 더합니다."""
    raise NotImplementedError(
        "Write add_input_noise: see the handout. / add_input_noise를 작성하십시오. 안내문을 참고하십시오."
    )


def weight_noise(model: nn.Module, std: float, generator: torch.Generator | None = None):
    """A context manager: noise on all parameters within the `with`. / `with` 안에서 모든 매개변수에 잡음을 더하는 문맥 관리자."""
    raise NotImplementedError(
        "Write weight_noise: see the handout. / weight_noise를 작성하십시오. 안내문을 참고하십시오."
    )
