"""en: You took log(softmax(logits)): a probability that underflows to 0 gives log 0, minus infinity.
ko: log(softmax(logits))를 계산했습니다. 확률이 0으로 언더플로하면 log 0, 곧 음의 무한대가 됩니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    q = (1 - eps) * F.one_hot(target, K).to(logits) + eps / K
    return -(q * torch.log(F.softmax(logits, 1))).sum(1).mean()
