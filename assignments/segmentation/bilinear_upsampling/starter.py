from __future__ import annotations

from torch import Tensor


def bilinear_kernel(C: int, k: int) -> Tensor:
    """The k x k kernel of bilinear interpolation for each of C channels: [C, 1, k, k].

    C개의 채널마다 하나씩인 k x k 쌍선형 보간 커널 [C, 1, k, k]를 반환합니다.
    """
    raise NotImplementedError("Write bilinear_kernel: see the handout. / bilinear_kernel을 작성하십시오.")


def upsample(x: Tensor, s: int) -> Tensor:
    """Enlarge maps [N, C, H, W] s times, to [N, C, s H, s W], by a transposed convolution with that kernel.

    그 커널의 전치 합성곱으로 맵 [N, C, H, W]를 s배인 [N, C, s H, s W]로 키웁니다.
    """
    raise NotImplementedError("Write upsample: see the handout. / upsample을 작성하십시오. 안내문을 참고하십시오.")
