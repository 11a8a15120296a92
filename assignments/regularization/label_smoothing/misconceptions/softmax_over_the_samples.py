"""en: Your softmax runs over the samples (dim 0) instead of the classes (dim 1).
ko: 소프트맥스를 클래스(dim 1)가 아니라 표본(dim 0) 방향으로 계산했습니다.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    q = (1 - eps) * F.one_hot(target, K).to(logits) + eps / K
    return -(q * F.log_softmax(logits, 0)).sum(1).mean()
