"""en: Your smoothed labels do not sum to 1: the wrong classes have eps/K, and the right one 1 - eps without its eps/K.
ko: 평활화한 레이블의 합이 1이 아닙니다. 오답은 eps/K인데 정답이 eps/K 없이 1 - eps입니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    q = torch.full_like(logits, eps / K).scatter(1, target[:, None], 1 - eps)
    return -(q * F.log_softmax(logits, 1)).sum(1).mean()
