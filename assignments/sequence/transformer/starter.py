from __future__ import annotations

from torch import Tensor, nn


class Transformer(nn.Module):
    """Source tokens [B, S] and target tokens [B, T] to the logits of what follows, [B, T, V].

    원문 토큰 [B, S]와 목표 토큰 [B, T]에서 다음 토큰의 로짓 [B, T, V]를 냅니다.
    """

    def __init__(self, V: int, d: int = 512, h: int = 8, N: int = 6, ff: int = 2048) -> None:
        super().__init__()
        raise NotImplementedError("Write Transformer: see the handout. / Transformer를 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, src: Tensor, tgt: Tensor) -> Tensor:
        raise NotImplementedError("Write forward: see the handout. / forward를 작성하십시오. 안내문을 참고하십시오.")


def shift_right(tgt: Tensor, bos: int) -> Tensor:
    """What the decoder reads in training: `bos`, then all of the target but its last token.

    학습할 때 디코더가 읽는 것: `bos`, 그다음 목표에서 마지막 토큰을 뺀 나머지.
    """
    raise NotImplementedError("Write shift_right: see the handout. / shift_right를 작성하십시오. 안내문을 참고하십시오.")


def greedy_decode(model: nn.Module, src: Tensor, bos: int, length: int) -> Tensor:
    """The `length` likeliest tokens one after the other, int64 [B, length].

    가장 가능성이 큰 토큰을 차례로 `length`개 고릅니다. int64 [B, length].
    """
    raise NotImplementedError("Write greedy_decode: see the handout. / greedy_decode를 작성하십시오. 안내문을 참고하십시오.")
