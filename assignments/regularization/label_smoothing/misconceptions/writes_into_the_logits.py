"""en: You subtracted the maximum from the caller's logits in place.
ko: 호출한 쪽의 로짓에 최댓값을 빼서 값을 바꾸었습니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    with torch.no_grad():
        logits -= logits.max(1, keepdim=True).values
    q = (1 - eps) * F.one_hot(target, K).to(logits) + eps / K
    return -(q * F.log_softmax(logits, 1)).sum(1).mean()
