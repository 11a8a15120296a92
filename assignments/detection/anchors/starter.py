from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor


def make_anchors(scales: Sequence[float] = (128, 256, 512), ratios: Sequence[float] = (0.5, 1, 2)) -> Tensor:
    """The anchors around the origin: [number of ratios * number of scales, 4].

    원점을 중심으로 하는 앵커 [비율 수 * 크기 수, 4]를 반환합니다.
    """
    raise NotImplementedError("Write make_anchors: see the handout. / make_anchors를 작성하십시오.")


def grid_anchors(
    h: int, w: int, stride: float, scales: Sequence[float] = (128, 256, 512), ratios: Sequence[float] = (0.5, 1, 2)
) -> Tensor:
    """The anchors around all pixels of a feature map: [h * w * A, 4].

    특징 맵의 모든 픽셀을 중심으로 하는 앵커 [h * w * A, 4]를 반환합니다.
    """
    raise NotImplementedError("Write grid_anchors: see the handout. / grid_anchors를 작성하십시오.")
