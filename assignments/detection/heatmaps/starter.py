from __future__ import annotations

from torch import Tensor


def encode_heatmap(kpts: Tensor, H: int, W: int, sigma: float) -> Tensor:
    """Heat-maps [K, H, W] of points (x, y) [K, 2].

    점 (x, y) [K, 2]의 히트맵 [K, H, W]를 만듭니다.
    """
    raise NotImplementedError("Write encode_heatmap: see the handout. / encode_heatmap을 작성하십시오.")


def decode_heatmap(hm: Tensor) -> Tensor:
    """The pixel (x, y) of the largest value of each map [K, H, W]: [K, 2].

    맵 [K, H, W]마다 가장 큰 값의 픽셀 (x, y)를 반환합니다: [K, 2].
    """
    raise NotImplementedError("Write decode_heatmap: see the handout. / decode_heatmap을 작성하십시오.")


def soft_argmax(hm: Tensor) -> Tensor:
    """The centre of mass (x, y) of each map [K, H, W]: [K, 2].

    맵 [K, H, W]마다 무게 중심 (x, y)를 반환합니다: [K, 2].
    """
    raise NotImplementedError("Write soft_argmax: see the handout. / soft_argmax를 작성하십시오.")
