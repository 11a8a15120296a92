"""KLDiv with the entropy of the labels added back."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    k = logits.size(1)
    q = F.one_hot(target, k).type_as(logits) * (1.0 - eps) + eps / k
    entropy = -torch.xlogy(q, q).sum(dim=1).mean()
    return F.kl_div(F.log_softmax(logits, dim=1), q, reduction="batchmean") + entropy
