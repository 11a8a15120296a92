"""en: No gradient flows through the softmax's denominator: you detached it.
ko: 소프트맥스의 분모로 그래디언트가 흐르지 않습니다. detach로 끊었습니다.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    q = (1 - eps) * F.one_hot(target, K).to(logits) + eps / K
    return -(q * (logits - logits.logsumexp(1, keepdim=True).detach())).sum(1).mean()
