"""en: Your labels are float64, and so is the loss, whatever the logits are.
ko: 레이블이 float64여서 로짓의 자료형과 상관없이 손실도 float64가 됩니다.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    q = (1 - eps) * F.one_hot(target, K).double() + eps / K
    return -(q * F.log_softmax(logits, 1)).sum(1).mean()
