from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor


class LinearSVM:
    """A linear support vector machine; after `fit` it has `w` [D] and `b`.

    선형 서포트 벡터 머신. `fit` 다음에 `w` [D]와 `b`를 가집니다.
    """

    def __init__(self, C: float = 1.0) -> None:
        raise NotImplementedError(
            "Write LinearSVM: see the handout. / LinearSVM을 작성하십시오. 안내문을 참고하십시오."
        )

    def fit(self, feat: Tensor, y: Tensor) -> LinearSVM:
        raise NotImplementedError("Write fit: see the handout. / fit을 작성하십시오. 안내문을 참고하십시오.")


def predict(svms: Sequence[LinearSVM], feat: Tensor) -> Tensor:
    """The class of each row of `feat` [n, D], one against the rest: [n].

    `feat` [n, D]의 행마다 일대다 방식으로 정한 클래스 [n]를 반환합니다.
    """
    raise NotImplementedError("Write predict: see the handout. / predict를 작성하십시오. 안내문을 참고하십시오.")
