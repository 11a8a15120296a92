from __future__ import annotations

from torch import Tensor, nn

TODO = "Write this function: see the handout. / 이 함수를 작성하십시오. 안내문을 참고하십시오."


def hflip(x: Tensor, boxes: Tensor | None = None, masks: Tensor | None = None):
    """Left and right exchanged. / 좌우를 바꿉니다."""
    raise NotImplementedError(TODO)


def vflip(x: Tensor, boxes: Tensor | None = None, masks: Tensor | None = None):
    """Top and bottom exchanged. / 위아래를 바꿉니다."""
    raise NotImplementedError(TODO)


def rotate90(x: Tensor, k: int, boxes: Tensor | None = None, masks: Tensor | None = None):
    """k quarter turns counter-clockwise. / 시계 반대 방향으로 90도씩 k번 돌립니다."""
    raise NotImplementedError(TODO)


def crop(x: Tensor, top: int, left: int, h: int, w: int, boxes: Tensor | None = None, masks: Tensor | None = None):
    """A window of h rows and w columns. / h행 w열의 창을 잘라 냅니다."""
    raise NotImplementedError(TODO)


def pad(x: Tensor, padding, fill: float = 0.0, boxes: Tensor | None = None, masks: Tensor | None = None):
    """A border of padding, or (left, top, right, bottom). / padding, 또는 (왼쪽, 위, 오른쪽, 아래)만큼 테두리를 붙입니다."""
    raise NotImplementedError(TODO)


def resize(x: Tensor, size: tuple[int, int], boxes: Tensor | None = None, masks: Tensor | None = None):
    """To h rows and w columns, bilinearly. / h행 w열로 크기를 바꿉니다(쌍선형)."""
    raise NotImplementedError(TODO)


def color_jitter(x: Tensor, brightness: float = 1.0, contrast: float = 1.0, saturation: float = 1.0) -> Tensor:
    """Brightness, contrast and saturation, in this order. / 밝기, 대비, 채도를 이 순서로 바꿉니다."""
    raise NotImplementedError(TODO)


class RandomHFlip(nn.Module):
    """Flips each image of a batch with probability p, in training. / 학습할 때 배치의 이미지마다 확률 p로 뒤집습니다."""

    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        raise NotImplementedError(TODO)

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError(TODO)
