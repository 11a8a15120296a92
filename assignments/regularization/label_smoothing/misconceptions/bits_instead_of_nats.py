"""en: Your logarithm is to base 2; the loss is in nats, the natural logarithm.
ko: 밑이 2인 로그를 사용했습니다. 손실의 단위는 내트(자연로그)입니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    q = (1 - eps) * F.one_hot(target, K).to(logits) + eps / K
    return -(q * F.log_softmax(logits, 1)).sum(1).mean() / torch.log(torch.tensor(2.0, dtype=logits.dtype))
