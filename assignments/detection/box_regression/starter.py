from __future__ import annotations

import math

from torch import Tensor

LARGEST = math.log(1000 / 16)


def encode_boxes(gt: Tensor, proposals: Tensor) -> Tensor:
    """The targets (tx, ty, tw, th) [N, 4] that turn proposals [N, 4] into the boxes `gt` [N, 4].

    후보 박스 [N, 4]를 정답 박스 `gt` [N, 4]로 바꾸는 목표값 (tx, ty, tw, th) [N, 4]를 반환합니다.
    """
    raise NotImplementedError(
        "Write encode_boxes: see the handout. / encode_boxes를 작성하십시오. 안내문을 참고하십시오."
    )


def decode_boxes(deltas: Tensor, proposals: Tensor, clip: float = LARGEST) -> Tensor:
    """The boxes [N, 4] that targets [N, 4] make of proposals [N, 4].

    목표값 [N, 4]를 후보 박스 [N, 4]에 적용한 박스 [N, 4]를 반환합니다.
    """
    raise NotImplementedError(
        "Write decode_boxes: see the handout. / decode_boxes를 작성하십시오. 안내문을 참고하십시오."
    )


def bbox_ridge(phi: Tensor, t: Tensor, lam: float = 1000.0) -> Tensor:
    """The weights [D, 4] of ridge regression from features phi [N, D] to targets t [N, 4].

    특징 phi [N, D]에서 목표값 t [N, 4]로 가는 능형 회귀의 가중치 [D, 4]를 반환합니다.
    """
    raise NotImplementedError("Write bbox_ridge: see the handout. / bbox_ridge를 작성하십시오.")
