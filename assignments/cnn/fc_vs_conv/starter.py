from __future__ import annotations

from collections.abc import Callable

from torch import Tensor, nn


def fc_params(h: int, w: int, c: int, out: int) -> int:
    """Of a fully connected layer. / 완전 연결 층의 매개변수 수입니다."""
    raise NotImplementedError("Write fc_params: see the handout. / fc_params를 작성하십시오. 안내문을 참고하십시오.")


def local_params(h: int, w: int, c: int, out: int, k: int) -> int:
    """Of a locally connected layer. / 국소 연결 층의 매개변수 수입니다."""
    raise NotImplementedError("Write local_params: see the handout. / local_params를 작성하십시오. 안내문을 참고하십시오.")


def shared_params(c: int, out: int, k: int) -> int:
    """Of a convolution. / 합성곱의 매개변수 수입니다."""
    raise NotImplementedError("Write shared_params: see the handout. / shared_params를 작성하십시오. 안내문을 참고하십시오.")


def linear_share(model: nn.Module) -> float:
    """The share of a module's parameters in its nn.Linear layers. / nn.Linear 층에 있는 매개변수의 비율입니다."""
    raise NotImplementedError("Write linear_share: see the handout. / linear_share를 작성하십시오. 안내문을 참고하십시오.")


def equivariance_error(f: Callable[[Tensor], Tensor], x: Tensor, shift: tuple[int, int], margin: int) -> float:
    """How far f(shifted x) is from shifted f(x). / f(옮긴 x)와 옮긴 f(x)의 차이입니다."""
    raise NotImplementedError("Write equivariance_error: see the handout. / equivariance_error를 작성하십시오. 안내문을 참고하십시오.")
