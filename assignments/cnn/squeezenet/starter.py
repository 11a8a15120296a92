from __future__ import annotations

from torch import Tensor, nn


class Fire(nn.Module):
    """1x1 squeeze to s channels, then 1x1 expansion to e1 and 3x3 expansion to e3 channels beside each other.
    [N, ci, H, W] to [N, e1 + e3, H, W].

    1x1 squeeze로 채널을 s개로 줄인 뒤, 1x1 expand(e1개)와 3x3 expand(e3개)의 결과를 이어 붙입니다.
    """

    def __init__(self, ci: int, s: int, e1: int, e3: int) -> None:
        super().__init__()
        raise NotImplementedError("Write Fire: see the handout. / Fire를 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write Fire.forward: see the handout. / Fire.forward를 작성하십시오. 안내문을 참고하십시오.")


class SqueezeNet1_0(nn.Module):
    """[N, 3, H, W] to logits [N, num_classes].

    이미지 [N, 3, H, W]를 로짓 [N, num_classes]로 바꿉니다.
    """

    def __init__(self, num_classes: int = 1000) -> None:
        super().__init__()
        raise NotImplementedError("Write SqueezeNet1_0: see the handout. / SqueezeNet1_0을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write its forward: see the handout. / SqueezeNet1_0의 forward를 작성하십시오. 안내문을 참고하십시오.")
