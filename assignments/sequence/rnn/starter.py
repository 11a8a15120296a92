from __future__ import annotations

from torch import Tensor, nn


class RNN(nn.Module):
    """x [N, T, input_size], h0 [N, hidden_size] or None: all states [N, T, hidden_size], and the last one.

    모든 상태 [N, T, hidden_size]와 마지막 상태 [N, hidden_size]를 반환합니다.
    """

    def __init__(self, input_size: int, hidden_size: int) -> None:
        super().__init__()
        raise NotImplementedError("Write RNN: see the handout. / RNN을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor, h0: Tensor | None = None) -> tuple[Tensor, Tensor]:
        raise NotImplementedError("Write RNN.forward: see the handout. / RNN.forward를 작성하십시오. 안내문을 참고하십시오.")
