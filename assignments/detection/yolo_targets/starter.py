from __future__ import annotations

from torch import Tensor


def yolo_encode(boxes: Tensor, labels: Tensor, S: int = 7, B: int = 2, C: int = 20) -> Tensor:
    """The target tensor [S, S, 5 * B + C] for boxes [n, 4] as shares of the image, and their labels [n].

    이미지에 대한 비율로 나타낸 박스 [n, 4]와 레이블 [n]의 목표 텐서 [S, S, 5 * B + C]를 만듭니다.
    """
    raise NotImplementedError(
        "Write yolo_encode: see the handout. / yolo_encode를 작성하십시오. 안내문을 참고하십시오."
    )


def yolo_decode(t: Tensor, conf_thr: float, B: int = 2, C: int = 20) -> tuple[Tensor, Tensor, Tensor]:
    """Boxes [n, 4], labels [n] and scores [n] of an output tensor [S, S, 5 * B + C].

    출력 텐서 [S, S, 5 * B + C]의 박스 [n, 4], 레이블 [n], 점수 [n]를 반환합니다.
    """
    raise NotImplementedError(
        "Write yolo_decode: see the handout. / yolo_decode를 작성하십시오. 안내문을 참고하십시오."
    )
