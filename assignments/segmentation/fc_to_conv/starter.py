from __future__ import annotations

from torch import nn


def fc_to_conv(linear: nn.Linear, in_shape: tuple[int, int, int]) -> nn.Conv2d:
    """The convolution that does at every place of an image what `linear` does to a flattened map of shape (C, H, W).

    모양이 (C, H, W)인 맵을 펼쳐서 `linear`에 넣은 것과 같은 계산을 이미지의 모든 자리에서 하는 합성곱을 반환합니다.
    """
    raise NotImplementedError("Write fc_to_conv: see the handout. / fc_to_conv를 작성하십시오. 안내문을 참고하십시오.")
