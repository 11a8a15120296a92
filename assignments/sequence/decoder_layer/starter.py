from __future__ import annotations

from torch import Tensor, nn


def causal_mask(T: int) -> Tensor:
    """bool [T, T]: True where a token may attend, to itself and to what comes before it.

    불리언 [T, T]: 자신과 그 앞의 토큰을 볼 수 있으므로 그곳이 True입니다.
    """
    raise NotImplementedError("Write causal_mask: see the handout. / causal_mask를 작성하십시오. 안내문을 참고하십시오.")


class DecoderLayer(nn.Module):
    """One layer of the Transformer's decoder: x [N, T, d] and memory [N, S, d] to [N, T, d].

    트랜스포머 디코더의 층 하나: x [N, T, d]와 memory [N, S, d]에서 [N, T, d]를 냅니다.
    """

    def __init__(self, d: int, h: int, ff: int, norm_first: bool = False) -> None:
        super().__init__()
        raise NotImplementedError("Write DecoderLayer: see the handout. / DecoderLayer를 작성하십시오. 안내문을 참고하십시오.")

    def forward(
        self, x: Tensor, memory: Tensor, tgt_mask: Tensor | None = None, memory_mask: Tensor | None = None
    ) -> Tensor:
        raise NotImplementedError("Write forward: see the handout. / forward를 작성하십시오. 안내문을 참고하십시오.")
