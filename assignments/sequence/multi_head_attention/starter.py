from __future__ import annotations

from torch import Tensor, nn


class MultiHeadAttention(nn.Module):
    """Attention of queries [N, T, d] to keys and values [N, S, d] in h heads of d / h features.

    쿼리 [N, T, d]가 키와 값 [N, S, d]를 보는 어텐션. 특징 d / h개인 헤드가 h개 있습니다.
    """

    def __init__(self, d: int, h: int, bias: bool = True) -> None:
        super().__init__()
        raise NotImplementedError("Write MultiHeadAttention: see the handout. / MultiHeadAttention을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Outputs [N, T, d] and the weights of each head [N, h, T, S]. / 출력 [N, T, d]와 헤드별 가중치 [N, h, T, S]."""
        raise NotImplementedError("Write forward: see the handout. / forward를 작성하십시오. 안내문을 참고하십시오.")
