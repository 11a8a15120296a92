"""Label smoothing (Szegedy et al.), arXiv 1512.00567, section 7.

    q_k  = (1 - ε) [k = y] + ε / K
    loss = mean over the samples of  - Σ_k q_k log p_k,    p = softmax(z)

z    the logits of K classes
y    the class that a sample is labelled with
ε    how much of the label's weight is spread over all K classes, the right one included
"""

from __future__ import annotations

import torch
from torch import Tensor


def label_smoothing_ce(logits: Tensor, target: Tensor, eps: float = 0.1) -> Tensor:
    """Cross-entropy of `logits` [N, K] (floating) with the smoothed labels of `target` [N] (integers in 0..K-1), in nats.

    Returns the mean over the samples, a 0-d tensor with the dtype of `logits`. Raises ValueError when `eps` is not in
    [0, 1].
    """
    if not 0 <= eps <= 1:
        raise ValueError(f"eps is a share, between 0 and 1, not {eps}")
    K = logits.shape[1]
    onehot = target[:, None] == torch.arange(K, device=target.device)  # [N, K]
    q = (1 - eps) * onehot.to(logits) + eps / K  # [N, K], rows sum to 1
    log_p = logits - logits.logsumexp(dim=1, keepdim=True)  # [N, K]
    return -(q * log_p).sum(dim=1).mean()
