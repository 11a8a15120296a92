from __future__ import annotations

import torch
from torch import Tensor


def kfold(
    n: int, k: int, shuffle: bool = False, generator: torch.Generator | None = None
) -> list[tuple[Tensor, Tensor]]:
    """The (training, validation) indices of k folds. / k개 폴드의 (훈련, 검증) 인덱스."""
    raise NotImplementedError("Write kfold: see the handout. / kfold를 작성하십시오. 안내문을 참고하십시오.")


def cross_validate(fit, score, X: Tensor, y: Tensor, k: int) -> list[float]:
    """The scores of k models, each on the fold it has not seen. / 모델 k개를 각각 보지 못한 폴드에서 평가한 점수."""
    raise NotImplementedError(
        "Write cross_validate: see the handout. / cross_validate를 작성하십시오. 안내문을 참고하십시오."
    )
