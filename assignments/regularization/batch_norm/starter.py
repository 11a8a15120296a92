from __future__ import annotations

from torch import Tensor, nn


class BatchNorm2d(nn.Module):
    """Batch normalisation of images [N, C, H, W]: parameters weight and bias, buffers running_mean and running_var, all [C].

    이미지 [N, C, H, W]의 배치 정규화. 매개변수 weight와 bias, 버퍼 running_mean과 running_var의 모양은 모두 [C]입니다.
    """

    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        super().__init__()
        raise NotImplementedError(
            "Write BatchNorm2d: see the handout. / BatchNorm2d를 작성하십시오. 안내문을 참고하십시오."
        )

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write forward: see the handout. / forward를 작성하십시오. 안내문을 참고하십시오.")
