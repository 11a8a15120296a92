from __future__ import annotations

from torch import Tensor


def roi_pool(feat: Tensor, rois: Tensor, out: int = 7, scale: float = 1 / 16) -> Tensor:
    """Pool regions of interest [K, 5] of feature maps [N, C, H, W] to [K, C, out, out].

    특징 맵 [N, C, H, W]에서 관심 영역 [K, 5]를 [K, C, out, out]으로 풀링합니다.
    """
    raise NotImplementedError("Write roi_pool: see the handout. / roi_pool을 작성하십시오. 안내문을 참고하십시오.")
