from __future__ import annotations

from torch import Tensor


def max_pool2d(x: Tensor, k: int, s: int | None = None, p: int = 0, ceil_mode: bool = False) -> Tensor:
    """The largest number of each k x k window: [N, C, H, W] to [N, C, H', W'].

    k x k 창마다 가장 큰 수를 구합니다.
    """
    raise NotImplementedError("Write max_pool2d: see the handout. / max_pool2d를 작성하십시오. 안내문을 참고하십시오.")


def avg_pool2d(
    x: Tensor, k: int, s: int | None = None, p: int = 0, ceil_mode: bool = False, count_include_pad: bool = True
) -> Tensor:
    """The mean of each k x k window: [N, C, H, W] to [N, C, H', W'].

    k x k 창마다 평균을 구합니다.
    """
    raise NotImplementedError("Write avg_pool2d: see the handout. / avg_pool2d를 작성하십시오. 안내문을 참고하십시오.")


def adaptive_avg_pool2d(x: Tensor, size: int) -> Tensor:
    """Means over a grid of size x size cells: [N, C, H, W] to [N, C, size, size].

    size x size 칸마다 평균을 구합니다.
    """
    raise NotImplementedError("Write adaptive_avg_pool2d: see the handout. / adaptive_avg_pool2d를 작성하십시오. 안내문을 참고하십시오.")
