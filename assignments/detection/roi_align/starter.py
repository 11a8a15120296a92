from __future__ import annotations

from torch import Tensor


def roi_align(
    feat: Tensor, rois: Tensor, out: int, scale: float, sampling_ratio: int = 2, aligned: bool = True
) -> Tensor:
    """Pool regions [K, 5] of feature maps [N, C, H, W] to [K, C, out, out] without rounding.

    특징 맵 [N, C, H, W]에서 영역 [K, 5]를 반올림 없이 [K, C, out, out]으로 풀링합니다.
    """
    raise NotImplementedError("Write roi_align: see the handout. / roi_align을 작성하십시오. 안내문을 참고하십시오.")
