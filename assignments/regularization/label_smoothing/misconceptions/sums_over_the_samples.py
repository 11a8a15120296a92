"""en: You summed over the samples; the loss is their mean.
ko: 표본에 대하여 합을 구했습니다. 손실은 평균입니다.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    q = (1 - eps) * F.one_hot(target, K).to(logits) + eps / K
    return -(q * F.log_softmax(logits, 1)).sum()
