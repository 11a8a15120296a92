from __future__ import annotations

from collections.abc import Iterable

from torch import Tensor


def penalty(params: Iterable[Tensor], l1: float = 0.0, l2: float = 0.0) -> Tensor:
    """l1 Σ|w| + l2/2 Σ w² over all params, a 0-d tensor. / 모든 params에 대한 l1 Σ|w| + l2/2 Σ w², 0차원 텐서."""
    raise NotImplementedError("Write penalty: see the handout. / penalty를 작성하십시오. 안내문을 참고하십시오.")


def soft_threshold(w: Tensor, t: float) -> Tensor:
    """w moved towards 0 by t, no further than 0. / w를 0 쪽으로 t만큼, 0까지만 옮깁니다."""
    raise NotImplementedError(
        "Write soft_threshold: see the handout. / soft_threshold를 작성하십시오. 안내문을 참고하십시오."
    )


def ridge(X: Tensor, y: Tensor, lam: float) -> Tensor:
    """The minimum [d] of the ridge loss. / 릿지 손실을 최소로 하는 가중치 [d]."""
    raise NotImplementedError("Write ridge: see the handout. / ridge를 작성하십시오. 안내문을 참고하십시오.")


def ista(X: Tensor, y: Tensor, lam: float, n: int) -> Tensor:
    """The weights [d] after n steps of ISTA. / ISTA를 n번 반복한 가중치 [d]."""
    raise NotImplementedError("Write ista: see the handout. / ista를 작성하십시오. 안내문을 참고하십시오.")
