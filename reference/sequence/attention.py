"""Scaled dot-product attention (Vaswani et al., arXiv 1706.03762, section 3.2.1).

    Attention(Q, K, V) = softmax(Q K^T / sqrt(d_k)) V

Every query takes a mean of the values, in which a value counts the more the better its key fits the query. The sum q . k of
d_k products has the variance d_k where the numbers have the variance 1: the root keeps the scores of the order 1.
"""

from __future__ import annotations

import math

from torch import Tensor


def sdpa(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Attention of queries q [..., T_q, d_k] to keys k [..., T_k, d_k] with values v [..., T_k, d_v]: the outputs [..., T_q, d_v] and
    the weights [..., T_q, T_k], whose rows sum to 1; both in the dtype of q.

    `mask`, bool, broadcasts to the weights: True where a query may attend to a key. The weight of other keys is 0. A query that
    may attend to nothing gets NaN.
    """
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    attn = scores.softmax(dim=-1)
    return attn @ v, attn
