"""en: You mixed eps into the logits; smoothing changes the labels only.
ko: eps을 로짓에 섞었습니다. 평활화는 레이블에만 합니다.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    return -F.log_softmax((1 - eps) * logits + eps / K, 1).gather(1, target[:, None]).mean()
