"""en: You added eps/K to a label of full weight; the one-hot part must be multiplied by 1 - eps.
ko: 원-핫 레이블을 줄이지 않고 eps/K를 더했습니다. 원-핫 부분에는 1 - eps를 곱해야 합니다.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    q = F.one_hot(target, K).to(logits) + eps / K
    return -(q * F.log_softmax(logits, 1)).sum(1).mean()
