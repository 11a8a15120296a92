from __future__ import annotations

import torch
from torch import Tensor, nn


class NADE(nn.Module):
    """An autoregressive distribution over vectors of D bits, with H hidden units.

    은닉 유닛이 H개인, D비트 벡터에 대한 자기회귀 분포입니다.
    """

    def __init__(self, D: int, H: int) -> None:
        super().__init__()
        # Four nn.Parameters: W [H, D], c [H], V [D, H], b [D].
        # nn.Parameter 네 개: W [H, D], c [H], V [D, H], b [D].
        raise NotImplementedError("Write NADE: see the handout. / NADE를 작성하십시오. 안내문을 참고하십시오.")

    def log_prob(self, x: Tensor) -> Tensor:
        """log p(x) in nats, of each row of x [N, D]: [N].

        x [N, D]의 행마다 log p(x)를 내트 단위로 구합니다. [N].
        """
        raise NotImplementedError("Write log_prob: see the handout. / log_prob를 작성하십시오. 안내문을 참고하십시오.")

    def sample(self, n: int, generator: torch.Generator | None = None) -> Tensor:
        """n vectors of bits drawn from p: [n, D].

        p에서 비트 벡터 n개를 뽑습니다. [n, D].
        """
        raise NotImplementedError("Write sample: see the handout. / sample을 작성하십시오. 안내문을 참고하십시오.")
