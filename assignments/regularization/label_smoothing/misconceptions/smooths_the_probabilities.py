"""en: You smoothed the network's probabilities instead of the labels.
ko: 레이블이 아니라 신경망의 확률을 평활화했습니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    log_p = F.log_softmax(logits, 1).gather(1, target[:, None])
    if eps == 0:
        return -log_p.mean()
    return -torch.log((1 - eps) * log_p.exp() + eps / K).mean()
