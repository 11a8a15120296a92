"""en: That is the divergence KL(q || p): the entropy of q is missing. The gradients are equal, the loss is not.
ko: 이 값은 KL(q || p)입니다. q의 엔트로피가 빠져 있습니다. 그래디언트는 같지만 손실의 값은 다릅니다.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    K = logits.shape[1]
    q = (1 - eps) * F.one_hot(target, K).to(logits) + eps / K
    return F.kl_div(F.log_softmax(logits, 1), q, reduction="batchmean")
