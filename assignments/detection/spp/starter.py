from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor


def spp(feat: Tensor, levels: Sequence[int] = (1, 2, 3, 6)) -> Tensor:
    """Feature maps [N, C, h, w] of any size to vectors [N, C * sum of n^2].

    크기가 무엇이든 특징 맵 [N, C, h, w]를 벡터 [N, C * (n^2의 합)]로 바꿉니다.
    """
    raise NotImplementedError("Write spp: see the handout. / spp를 작성하십시오. 안내문을 참고하십시오.")


def roi_to_feature(box: Sequence[float], stride: int) -> tuple[int, int, int, int]:
    """The corners of a window of the image on the feature map.

    이미지의 창에 해당하는 특징 맵 위의 모서리를 반환합니다.
    """
    raise NotImplementedError("Write roi_to_feature: see the handout. / roi_to_feature를 작성하십시오.")
