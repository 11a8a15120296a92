from __future__ import annotations

from torch import Tensor, nn


class AlexNet(nn.Module):
    """[N, 3, 224, 224] to logits [N, num_classes]; `groups` belongs to the 2nd, 4th and 5th convolution, `lrn` to the first two.

    이미지 [N, 3, 224, 224]를 로짓 [N, num_classes]로 바꿉니다. `groups`는 2, 4, 5번째 합성곱에, `lrn`은 처음 두 합성곱에 적용합니다.
    """

    def __init__(self, num_classes: int = 1000, groups: int = 2, lrn: bool = True) -> None:
        super().__init__()
        raise NotImplementedError("Write AlexNet: see the handout. / AlexNet을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write AlexNet.forward: see the handout. / AlexNet.forward를 작성하십시오. 안내문을 참고하십시오.")
