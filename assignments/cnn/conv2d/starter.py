from __future__ import annotations

from torch import Tensor


def conv2d(
    x: Tensor,
    w: Tensor,
    b: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
    dilation: int | tuple[int, int] = 1,
    groups: int = 1,
) -> Tensor:
    """x [N, C, H, W], w [O, C/groups, kh, kw], b [O] to [N, O, H', W'].

    x [N, C, H, W], w [O, C/groups, kh, kw], b [O]에서 [N, O, H', W']를 만듭니다.
    """
    raise NotImplementedError("Write conv2d: see the handout. / conv2d를 작성하십시오. 안내문을 참고하십시오.")
