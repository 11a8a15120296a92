from __future__ import annotations

from torch import Tensor, nn


def sinusoidal_pe(T: int, d: int) -> Tensor:
    """The encodings of the positions 0 to T - 1: float32 [T, d].

    위치 0부터 T - 1까지의 인코딩: float32 [T, d].
    """
    raise NotImplementedError("Write sinusoidal_pe: see the handout. / sinusoidal_pe를 작성하십시오. 안내문을 참고하십시오.")


class PositionalEncoding(nn.Module):
    """Adds its encoding to each position of x [N, T, d], where T is at most max_len.

    x [N, T, d]의 위치마다 그 인코딩을 더합니다. T는 max_len 이하입니다.
    """

    def __init__(self, d: int, max_len: int = 512) -> None:
        super().__init__()
        raise NotImplementedError("Write PositionalEncoding: see the handout. / PositionalEncoding을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write forward: see the handout. / forward를 작성하십시오. 안내문을 참고하십시오.")
