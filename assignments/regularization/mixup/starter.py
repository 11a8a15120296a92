from __future__ import annotations

import torch
from torch import Tensor


def mixup(x: Tensor, y: Tensor, lam: float, perm: Tensor) -> tuple[Tensor, Tensor]:
    """Mix the samples of a batch, `x` [N, ...] and `y` [N, K], with those at `perm` [N]; the mixed pair.

    배치의 표본 `x` [N, ...], `y` [N, K]를 `perm` [N]이 가리키는 표본과 섞어 (x̃, ỹ)를 반환합니다.
    """
    raise NotImplementedError("Write mixup: see the handout. / mixup을 작성하십시오. 안내문을 참고하십시오.")


def sample_lambda(alpha: float, generator: torch.Generator | None = None) -> float:
    """One draw from Beta(alpha, alpha); 1 where alpha is 0.

    Beta(alpha, alpha)에서 값 하나를 뽑습니다. alpha가 0이면 1입니다.
    """
    raise NotImplementedError(
        "Write sample_lambda: see the handout. / sample_lambda를 작성하십시오. 안내문을 참고하십시오."
    )
