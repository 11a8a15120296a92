from __future__ import annotations

from torch import Tensor


def conv_transpose2d(
    x: Tensor,
    w: Tensor,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
    output_padding: int | tuple[int, int] = 0,
    dilation: int | tuple[int, int] = 1,
) -> Tensor:
    """x [N, Ci, H, W], w [Ci, Co, kh, kw] to [N, Co, H', W'].

    x [N, Ci, H, W], w [Ci, Co, kh, kw]에서 [N, Co, H', W']를 만듭니다.
    """
    raise NotImplementedError("Write conv_transpose2d: see the handout. / conv_transpose2d를 작성하십시오. 안내문을 참고하십시오.")
