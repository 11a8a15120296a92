"""en: The uniform part of your loss is a sum over the classes; each class has eps/K, so it is a mean.
ko: 손실의 균등한 부분을 클래스에 대한 합으로 구했습니다. 각 클래스의 값은 eps/K이므로 평균이어야 합니다.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    log_p = F.log_softmax(logits, 1)
    return -((1 - eps) * log_p.gather(1, target[:, None]).squeeze(1) + eps * log_p.sum(1)).mean()
