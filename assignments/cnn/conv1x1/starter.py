from __future__ import annotations

from torch import Tensor, nn


class Conv1x1(nn.Module):
    """The same linear layer at every pixel: [N, ci, H, W] to [N, co, H, W].

    모든 픽셀에 같은 선형 층을 적용합니다.
    """

    def __init__(self, ci: int, co: int) -> None:
        super().__init__()
        raise NotImplementedError("Write Conv1x1: see the handout. / Conv1x1을 작성하십시오. 안내문을 참고하십시오.")

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError("Write Conv1x1.forward: see the handout. / Conv1x1.forward를 작성하십시오. 안내문을 참고하십시오.")


def bottleneck_params(ci: int, mid: int, co: int, k: int) -> int:
    """Weights of 1x1, ci to mid, and k x k, mid to co. / 1x1(ci에서 mid)과 k x k(mid에서 co)의 가중치 수입니다."""
    raise NotImplementedError("Write bottleneck_params: see the handout. / bottleneck_params를 작성하십시오. 안내문을 참고하십시오.")


def bottleneck_macs(ci: int, mid: int, co: int, k: int, h: int, w: int) -> int:
    """Multiply-adds of both for one image. / 이미지 한 장에 대한 둘의 곱셈-덧셈 횟수입니다."""
    raise NotImplementedError("Write bottleneck_macs: see the handout. / bottleneck_macs를 작성하십시오. 안내문을 참고하십시오.")


def share(ci: int, mid: int, co: int, k: int) -> float:
    """Of the weights of one k x k convolution. / k x k 합성곱 하나의 가중치에 대한 비율입니다."""
    raise NotImplementedError("Write share: see the handout. / share를 작성하십시오. 안내문을 참고하십시오.")
