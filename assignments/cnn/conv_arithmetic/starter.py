from __future__ import annotations

from torch import nn


def conv_out(n: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> int:
    """Pixels that a convolution gives for n pixels, in one direction. / 한 방향으로 픽셀 n개에서 나오는 픽셀 수입니다."""
    raise NotImplementedError("Write conv_out: see the handout. / conv_out을 작성하십시오. 안내문을 참고하십시오.")


def conv_params(ci: int, co: int, k: int | tuple[int, int], bias: bool = True, groups: int = 1) -> int:
    """Learnable numbers of a convolution. / 합성곱의 학습 가능한 수의 개수입니다."""
    raise NotImplementedError("Write conv_params: see the handout. / conv_params를 작성하십시오. 안내문을 참고하십시오.")


def conv_macs(
    size: int | tuple[int, int],
    ci: int,
    co: int,
    k: int | tuple[int, int],
    s: int = 1,
    p: int = 0,
    d: int = 1,
    groups: int = 1,
) -> int:
    """Multiply-adds of a convolution for one image. / 이미지 한 장에 대한 합성곱의 곱셈-덧셈 횟수입니다."""
    raise NotImplementedError("Write conv_macs: see the handout. / conv_macs를 작성하십시오. 안내문을 참고하십시오.")


def count_params(model: nn.Module) -> int:
    """Learnable numbers of a module. / 모듈의 학습 가능한 수의 개수입니다."""
    raise NotImplementedError("Write count_params: see the handout. / count_params를 작성하십시오. 안내문을 참고하십시오.")
