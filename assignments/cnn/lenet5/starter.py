from __future__ import annotations

from torch import Tensor, nn


class LeNet5(nn.Module):
    """[N, 1, 28, 28] to logits [N, num_classes]; `act` is 'tanh' or 'relu', `pool` is 'avg' or 'max'.

    이미지 [N, 1, 28, 28]을 로짓 [N, num_classes]로 바꿉니다. `act`는 'tanh' 또는 'relu', `pool`은 'avg' 또는 'max'입니다.
    """

    def __init__(self, num_classes: int = 10, act: str = "tanh", pool: str = "avg") -> None:
        super().__init__()
        raise NotImplementedError("Write LeNet5: see the handout. / LeNet5를 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write LeNet5.forward: see the handout. / LeNet5.forward를 작성하십시오. 안내문을 참고하십시오.")
