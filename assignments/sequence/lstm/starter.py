from __future__ import annotations

from torch import Tensor, nn


class LSTMCell(nn.Module):
    """One step: x [N, input_size] and (h, c), each [N, hidden_size], to the next (h, c).

    한 스텝입니다. 다음 (h, c)를 반환합니다.
    """

    def __init__(self, input_size: int, hidden_size: int) -> None:
        super().__init__()
        raise NotImplementedError("Write LSTMCell: see the handout. / LSTMCell을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor, state: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
        raise NotImplementedError("Write LSTMCell.forward: see the handout. / LSTMCell.forward를 작성하십시오. 안내문을 참고하십시오.")


class LSTM(nn.Module):
    """All steps: x [N, T, input_size] and (h0, c0) or None, to all h [N, T, hidden_size] and (hT, cT).

    모든 스텝입니다. 모든 h [N, T, hidden_size]와 (hT, cT)를 반환합니다.
    """

    def __init__(self, input_size: int, hidden_size: int) -> None:
        super().__init__()
        raise NotImplementedError("Write LSTM: see the handout. / LSTM을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor, state: tuple[Tensor, Tensor] | None = None) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        raise NotImplementedError("Write LSTM.forward: see the handout. / LSTM.forward를 작성하십시오. 안내문을 참고하십시오.")
