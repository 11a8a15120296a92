from __future__ import annotations

from torch import Tensor


def lrn(
    x: Tensor, n: int = 5, k: float = 2.0, alpha: float = 1e-4, beta: float = 0.75, divide_by_n: bool = False
) -> Tensor:
    """Normalise each number by its neighbours in other channels: [N, C, H, W] to the same shape.

    같은 픽셀의 이웃 채널로 각 수를 정규화합니다. 모양은 그대로입니다.
    """
    raise NotImplementedError("Write lrn: see the handout. / lrn을 작성하십시오. 안내문을 참고하십시오.")
