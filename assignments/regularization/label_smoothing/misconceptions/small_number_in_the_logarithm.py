"""en: You added a small number inside the logarithm: large logits then give a wrong loss.
ko: 로그 안에 작은 수를 더했습니다. 로짓이 크면 손실이 틀려집니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    q = (1 - eps) * F.one_hot(target, K).to(logits) + eps / K
    return -(q * torch.log(F.softmax(logits, 1) + 1e-12)).sum(1).mean()
