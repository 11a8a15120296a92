from __future__ import annotations

import torch
from torch import Tensor, nn


class MaskedConv2d(nn.Module):
    """A k x k convolution that sees earlier pixels alone, and for type 'B' the pixel itself: [N, ci, H, W] to [N, co, H, W].

    앞의 픽셀만 보는 k x k 합성곱이며, 'B'형은 그 픽셀 자신도 봅니다. [N, ci, H, W]에서 [N, co, H, W]로.
    """

    def __init__(self, type: str, ci: int, co: int, k: int) -> None:
        super().__init__()
        raise NotImplementedError("Write MaskedConv2d: see the handout. / MaskedConv2d를 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write its forward: see the handout. / MaskedConv2d의 forward를 작성하십시오. 안내문을 참고하십시오.")


class PixelCNN(nn.Module):
    """Bits [N, 1, H, W] to logits [N, 1, H, W]; the logit of a pixel depends on the pixels before it alone.

    비트 [N, 1, H, W]에서 로짓 [N, 1, H, W]를 냅니다. 한 픽셀의 로짓은 앞의 픽셀에만 의존합니다.
    """

    def __init__(self, C: int = 32, layers: int = 5) -> None:
        super().__init__()
        raise NotImplementedError("Write PixelCNN: see the handout. / PixelCNN을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write its forward: see the handout. / PixelCNN의 forward를 작성하십시오. 안내문을 참고하십시오.")

    def sample(self, n: int, H: int, W: int, generator: torch.Generator | None = None) -> Tensor:
        """n images of bits drawn from p: [n, 1, H, W].

        p에서 비트 이미지 n장을 뽑습니다. [n, 1, H, W].
        """
        raise NotImplementedError("Write sample: see the handout. / sample을 작성하십시오. 안내문을 참고하십시오.")
