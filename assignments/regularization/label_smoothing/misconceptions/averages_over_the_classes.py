"""en: You took the mean over samples and classes; over the classes it is a sum.
ko: 표본과 클래스 모두에 대하여 평균을 구했습니다. 클래스에 대해서는 합입니다.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    q = (1 - eps) * F.one_hot(target, K).to(logits) + eps / K
    return -(q * F.log_softmax(logits, 1)).mean()
