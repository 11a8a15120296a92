from __future__ import annotations

from torch import Tensor


def rand_bbox(H: int, W: int, lam: float, cy: int, cx: int) -> tuple[int, int, int, int]:
    """The box (y1, x1, y2, x2) of about 1 - lam of the area of H x W around row cy and column cx, clipped to the image.

    행 cy, 열 cx를 중심으로 H x W의 약 1 - lam을 차지하는 박스 (y1, x1, y2, x2). 이미지 안으로 자릅니다.
    """
    raise NotImplementedError("Write rand_bbox: see the handout. / rand_bbox를 작성하십시오. 안내문을 참고하십시오.")


def cutmix(x: Tensor, y: Tensor, box: tuple[int, int, int, int], perm: Tensor) -> tuple[Tensor, Tensor]:
    """Paste the box from the images at perm into x [N, C, H, W]; mix y [N, K] by the area pasted.

    perm이 가리키는 이미지의 박스를 x [N, C, H, W]에 붙이고, 붙인 넓이만큼 y [N, K]를 섞습니다.
    """
    raise NotImplementedError("Write cutmix: see the handout. / cutmix를 작성하십시오. 안내문을 참고하십시오.")


def cutout(x: Tensor, size: int, cy: int, cx: int) -> Tensor:
    """x [N, C, H, W] with zeros in a square around row cy and column cx.

    행 cy, 열 cx를 중심으로 하는 정사각형을 0으로 채운 x [N, C, H, W]를 반환합니다.
    """
    raise NotImplementedError("Write cutout: see the handout. / cutout을 작성하십시오. 안내문을 참고하십시오.")
