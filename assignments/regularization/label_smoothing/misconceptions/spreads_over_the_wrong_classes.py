"""en: You spread eps over the K - 1 wrong classes; the right class gets its share eps/K, too.
ko: eps을 오답 K - 1개에만 나누었습니다. 정답 클래스도 eps/K를 받습니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    q = torch.full_like(logits, eps / (K - 1)).scatter(1, target[:, None], 1 - eps)
    return -(q * F.log_softmax(logits, 1)).sum(1).mean()
