from __future__ import annotations

from torch import Tensor, nn


class EarlyStopping:
    """Says when to stop training, and brings the best weights back. / 학습을 멈출 때를 알리고 가장 좋은 가중치를 되돌립니다."""

    def __init__(self, patience: int, min_delta: float = 0.0, restore_best: bool = True) -> None:
        raise NotImplementedError(
            "Write EarlyStopping: see the handout. / EarlyStopping을 작성하십시오. 안내문을 참고하십시오."
        )

    def step(self, val_loss: float | Tensor, model: nn.Module) -> bool:
        """Called after every epoch; True means stop. / 에폭이 끝날 때마다 부르며, True이면 멈춥니다."""
        raise NotImplementedError("Write step: see the handout. / step을 작성하십시오. 안내문을 참고하십시오.")
