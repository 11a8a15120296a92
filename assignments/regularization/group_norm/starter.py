from __future__ import annotations

from torch import Tensor, nn


class LayerNorm(nn.Module):
    """Over the last axes of x [..., *normalized_shape]. / x [..., *normalized_shape]의 마지막 축들에 대하여 정규화합니다."""

    def __init__(self, normalized_shape: int | tuple[int, ...], eps: float = 1e-5) -> None:
        super().__init__()
        raise NotImplementedError(
            "Write LayerNorm: see the handout. / LayerNorm을 작성하십시오. 안내문을 참고하십시오."
        )

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError(
            "Write LayerNorm: see the handout. / LayerNorm을 작성하십시오. 안내문을 참고하십시오."
        )


class InstanceNorm2d(nn.Module):
    """Over H and W of x [N, C, H, W]. / x [N, C, H, W]의 H와 W에 대하여 정규화합니다."""

    def __init__(self, num_features: int, eps: float = 1e-5, affine: bool = False) -> None:
        super().__init__()
        raise NotImplementedError(
            "Write InstanceNorm2d: see the handout. / InstanceNorm2d를 작성하십시오. 안내문을 참고하십시오."
        )

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError(
            "Write InstanceNorm2d: see the handout. / InstanceNorm2d를 작성하십시오. 안내문을 참고하십시오."
        )


class GroupNorm(nn.Module):
    """Over groups of neighbouring channels of x [N, C, H, W]. / x [N, C, H, W]의 이웃한 채널 묶음에 대하여 정규화합니다."""

    def __init__(self, num_groups: int, num_channels: int, eps: float = 1e-5) -> None:
        super().__init__()
        raise NotImplementedError(
            "Write GroupNorm: see the handout. / GroupNorm을 작성하십시오. 안내문을 참고하십시오."
        )

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError(
            "Write GroupNorm: see the handout. / GroupNorm을 작성하십시오. 안내문을 참고하십시오."
        )
