from __future__ import annotations

from torch import Tensor, nn


class EncoderLayer(nn.Module):
    """One layer of the Transformer's encoder: [N, T, d] to the same. True in the mask: may attend.

    트랜스포머 인코더의 층 하나: 모양 [N, T, d]를 유지합니다. 마스크의 True는 볼 수 있다는 뜻입니다.
    """

    def __init__(self, d: int, h: int, ff: int, norm_first: bool = False) -> None:
        super().__init__()
        raise NotImplementedError("Write EncoderLayer: see the handout. / EncoderLayer를 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        raise NotImplementedError("Write forward: see the handout. / forward를 작성하십시오. 안내문을 참고하십시오.")
