from __future__ import annotations

from torch import Tensor, nn


class GRUCell(nn.Module):
    """One step: x [N, input_size] and h [N, hidden_size] to the next h.

    한 스텝입니다. 다음 h를 반환합니다.
    """

    def __init__(self, input_size: int, hidden_size: int) -> None:
        super().__init__()
        raise NotImplementedError("Write GRUCell: see the handout. / GRUCell을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor, h: Tensor) -> Tensor:
        raise NotImplementedError("Write GRUCell.forward: see the handout. / GRUCell.forward를 작성하십시오. 안내문을 참고하십시오.")


class GRU(nn.Module):
    """All steps: x [N, T, input_size] and h0 or None, to all states [N, T, hidden_size] and the last one.

    모든 스텝입니다. 모든 상태 [N, T, hidden_size]와 마지막 상태를 반환합니다.
    """

    def __init__(self, input_size: int, hidden_size: int) -> None:
        super().__init__()
        raise NotImplementedError("Write GRU: see the handout. / GRU를 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor, h0: Tensor | None = None) -> tuple[Tensor, Tensor]:
        raise NotImplementedError("Write GRU.forward: see the handout. / GRU.forward를 작성하십시오. 안내문을 참고하십시오.")
