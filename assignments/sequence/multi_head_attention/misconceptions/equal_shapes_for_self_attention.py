"""en: Where q and k have the same shape you take q for all three: equal shapes are not yet self-attention.
ko: q와 k의 모양이 같으면 셋 모두에 q를 씁니다. 모양이 같다고 셀프 어텐션인 것은 아닙니다.
"""

from __future__ import annotations

import math

from torch import Tensor, nn


class MultiHeadAttention(nn.Module):
    """Attention of queries [N, T, d] to keys and values [N, S, d] in h heads. `bias` gives each of the four projections one.

    Raises ValueError where h does not divide d.
    """

    def __init__(self, d: int, h: int, bias: bool = True) -> None:
        super().__init__()
        if d % h:
            raise ValueError(f"{h} heads cannot share {d} features equally")
        self.h = h
        self.w_q, self.w_k, self.w_v, self.w_o = (nn.Linear(d, d, bias=bias) for _ in range(4))

    def forward(self, q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """The outputs [N, T, d] and the weights of each head [N, h, T, S], in the dtype of the parameters.

        `mask`, bool, True where a query may attend to a key: [T, S], [N, T, S], [N, 1, T, S] or [N, h, T, S].
        """
        if q.shape == k.shape:
            k = v = q
        Q, K, V = self._split(self.w_q(q)), self._split(self.w_k(k)), self._split(self.w_v(v))
        scores = Q @ K.transpose(-2, -1) / math.sqrt(Q.shape[-1])  # [N, h, T, S]
        if mask is not None:
            if mask.dim() == 3:
                mask = mask[:, None]  # the same for all heads
            scores = scores.masked_fill(~mask, -math.inf)
        attn = scores.softmax(dim=-1)
        heads = attn @ V  # [N, h, T, d_h]
        return self.w_o(heads.transpose(1, 2).flatten(2)), attn

    def _split(self, x: Tensor) -> Tensor:
        """[N, T, d] to [N, h, T, d_h]: head i gets the features from i d_h on."""
        return x.reshape(*x.shape[:2], self.h, -1).transpose(1, 2)
