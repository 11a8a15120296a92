from __future__ import annotations

from torch import Tensor, nn


class MaskHead(nn.Module):
    """Features of regions [R, c, h, w] to mask logits [R, K, 2 * h, 2 * w].

    영역의 특징 [R, c, h, w]에서 마스크의 로짓 [R, K, 2 * h, 2 * w]를 냅니다.
    """

    def __init__(self, c: int = 256, K: int = 80) -> None:
        super().__init__()
        raise NotImplementedError("Write MaskHead: see the handout. / MaskHead를 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write forward: see the handout. / forward를 작성하십시오. 안내문을 참고하십시오.")


def mask_loss(logits: Tensor, labels: Tensor, targets: Tensor) -> Tensor:
    """The loss of R regions: logits [R, K, H, W], labels [R], targets [R, H, W]. A 0-d tensor.

    영역 R개의 손실: 로짓 [R, K, H, W], 레이블 [R], 목표 [R, H, W]. 0차원 텐서.
    """
    raise NotImplementedError("Write mask_loss: see the handout. / mask_loss를 작성하십시오. 안내문을 참고하십시오.")
