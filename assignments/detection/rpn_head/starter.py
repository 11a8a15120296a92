from __future__ import annotations

from torch import Tensor, nn


class RPNHead(nn.Module):
    """Scores and box corrections of all anchors from a feature map [N, c_in, h, w].

    특징 맵 [N, c_in, h, w]에서 모든 앵커의 점수와 박스 보정을 냅니다.
    """

    def __init__(self, c_in: int = 512, num_anchors: int = 9, mid: int = 512, cls: str = "2way") -> None:
        super().__init__()
        raise NotImplementedError("Write RPNHead: see the handout. / RPNHead를 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        raise NotImplementedError("Write forward: see the handout. / forward를 작성하십시오. 안내문을 참고하십시오.")
