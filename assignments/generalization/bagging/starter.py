from __future__ import annotations

import torch
from torch import Tensor


def bootstrap(n: int, B: int, generator: torch.Generator | None = None) -> Tensor:
    """B resamples of the rows 0 to n - 1, int64[B, n]. / 0부터 n - 1까지의 행을 B번 재표집한 int64[B, n]."""
    raise NotImplementedError("Write bootstrap: see the handout. / bootstrap을 작성하십시오. 안내문을 참고하십시오.")


class Bagging:
    """B models, each trained on a resample. / 재표집한 데이터로 각각 학습한 모델 B개."""

    def __init__(self, make_model, B: int, generator: torch.Generator | None = None) -> None:
        raise NotImplementedError("Write Bagging: see the handout. / Bagging을 작성하십시오. 안내문을 참고하십시오.")

    def fit(self, X: Tensor, y: Tensor):
        raise NotImplementedError("Write fit: see the handout. / fit을 작성하십시오. 안내문을 참고하십시오.")

    def predict(self, X: Tensor) -> Tensor:
        raise NotImplementedError("Write predict: see the handout. / predict를 작성하십시오. 안내문을 참고하십시오.")

    def oob_score(self) -> float:
        raise NotImplementedError(
            "Write oob_score: see the handout. / oob_score를 작성하십시오. 안내문을 참고하십시오."
        )
