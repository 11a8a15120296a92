from __future__ import annotations

from torch import Tensor, nn


class InceptionV4A(nn.Module):
    """Four branches: [N, ci, H, W] to [N, 384, H, W].

    네 갈래로 [N, ci, H, W]를 [N, 384, H, W]로 바꿉니다.
    """

    def __init__(self, ci: int = 384) -> None:
        super().__init__()
        raise NotImplementedError("Write InceptionV4A: see the handout. / InceptionV4A을(를) 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write its forward: see the handout. / InceptionV4A의 forward를 작성하십시오. 안내문을 참고하십시오.")


class InceptionV4B(nn.Module):
    """Four branches with 1x7 and 7x1 kernels: [N, ci, H, W] to [N, 1024, H, W].

    1x7과 7x1 커널이 있는 네 갈래로 [N, ci, H, W]를 [N, 1024, H, W]로 바꿉니다.
    """

    def __init__(self, ci: int = 1024) -> None:
        super().__init__()
        raise NotImplementedError("Write InceptionV4B: see the handout. / InceptionV4B을(를) 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write its forward: see the handout. / InceptionV4B의 forward를 작성하십시오. 안내문을 참고하십시오.")


class InceptionResNetA(nn.Module):
    """ReLU(x + scale F(x)): [N, ci, H, W] to the same.

    ReLU(x + scale F(x))를 구합니다. 모양은 그대로입니다.
    """

    def __init__(self, ci: int = 384, scale: float = 0.17) -> None:
        super().__init__()
        raise NotImplementedError("Write InceptionResNetA: see the handout. / InceptionResNetA을(를) 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write its forward: see the handout. / InceptionResNetA의 forward를 작성하십시오. 안내문을 참고하십시오.")
