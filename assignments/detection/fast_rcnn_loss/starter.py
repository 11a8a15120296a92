from __future__ import annotations

from torch import Tensor


def fast_rcnn_loss(cls_logits: Tensor, deltas: Tensor, labels: Tensor, targets: Tensor, lam: float = 1.0) -> Tensor:
    """The loss of R regions: of their classes, and of the boxes of those that are objects. A 0-d tensor.

    영역 R개의 손실: 클래스의 손실과, 물체인 영역의 박스 손실. 0차원 텐서를 반환합니다.
    """
    raise NotImplementedError("Write fast_rcnn_loss: see the handout. / fast_rcnn_loss를 작성하십시오.")
