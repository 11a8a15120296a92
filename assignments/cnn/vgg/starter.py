from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn


class VGG(nn.Module):
    """[N, 3, H, W] to logits [N, num_classes]; `cfg` is "A", "B", "D", "E" or a list of numbers and "M".

    이미지 [N, 3, H, W]를 로짓 [N, num_classes]로 바꿉니다. `cfg`는 "A", "B", "D", "E" 또는 숫자와 "M"의 리스트입니다.
    """

    def __init__(self, cfg: str | Sequence[int | str], num_classes: int = 1000, bn: bool = False) -> None:
        super().__init__()
        raise NotImplementedError("Write VGG: see the handout. / VGG를 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write VGG.forward: see the handout. / VGG.forward를 작성하십시오. 안내문을 참고하십시오.")
