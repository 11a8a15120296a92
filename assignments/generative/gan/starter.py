from __future__ import annotations

from typing import Any

from torch import Tensor, nn


def d_loss(real_logits: Tensor, fake_logits: Tensor) -> Tensor:
    """What the discriminator minimises: a sum of two means, 0-d.

    판별자가 최소화하는 값: 두 평균의 합이며 0차원입니다.
    """
    raise NotImplementedError("Write d_loss: see the handout. / d_loss를 작성하십시오. 안내문을 참고하십시오.")


def g_loss(fake_logits: Tensor, kind: str = "ns") -> Tensor:
    """What the generator minimises: 'ns' (non-saturating) or 'minimax', 0-d.

    생성자가 최소화하는 값: 'ns'(non-saturating) 또는 'minimax'이며 0차원입니다.
    """
    raise NotImplementedError("Write g_loss: see the handout. / g_loss를 작성하십시오. 안내문을 참고하십시오.")


def train_step(
    G: nn.Module, D: nn.Module, opt_g: Any, opt_d: Any, real: Tensor, z: Tensor, kind: str = "ns"
) -> tuple[Any, Any]:
    """One step of D, then one of G against the updated D: (loss of D, loss of G).

    D를 한 번, 이어서 갱신된 D에 대하여 G를 한 번 학습합니다: (D의 손실, G의 손실).
    """
    raise NotImplementedError("Write train_step: see the handout. / train_step을 작성하십시오. 안내문을 참고하십시오.")
