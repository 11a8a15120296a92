"""en: You took the softmax twice: log_softmax wants logits, not probabilities.
ko: 소프트맥스를 두 번 적용했습니다. log_softmax에는 확률이 아니라 로짓을 넣습니다.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    q = (1 - eps) * F.one_hot(target, K).to(logits) + eps / K
    return -(q * F.log_softmax(F.softmax(logits, 1), 1)).sum(1).mean()
