from __future__ import annotations

from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    """Mean cross-entropy of `logits` [N, K] with the smoothed labels of `target` [N], a 0-d tensor.

    `logits` [N, K]와 평활화한 레이블 `target` [N] 사이의 교차 엔트로피 평균을 0차원 텐서로 반환합니다.
    """
    raise NotImplementedError(
        "Write label_smoothing_ce: see the handout. / label_smoothing_ce를 작성하십시오. 안내문을 참고하십시오."
    )
