"""en: You swapped the weights: the label has 1 - eps, and the uniform part eps.
ko: 가중치를 바꾸었습니다. 레이블이 1 - eps, 균등한 부분이 eps입니다.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    log_p = F.log_softmax(logits, 1)
    return -(eps * log_p.gather(1, target[:, None]).squeeze(1) + (1 - eps) * log_p.mean(1)).mean()
