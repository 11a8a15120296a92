from __future__ import annotations

from collections.abc import Callable

from torch import Tensor


def scaled_lr(base_lr: float, base_B: int, B: int, step: int, warmup: int) -> float:
    """The learning rate at `step`. / `step`에서의 학습률."""
    raise NotImplementedError("Write scaled_lr: see the handout. / scaled_lr을 작성하십시오. 안내문을 참고하십시오.")


def sharpness(f: Callable[[Tensor], Tensor], x: Tensor, eps: float) -> float:
    """How sharp the minimum x [d] of f is, in percent. / f의 최소점 x [d]가 얼마나 날카로운지, 백분율."""
    raise NotImplementedError("Write sharpness: see the handout. / sharpness를 작성하십시오. 안내문을 참고하십시오.")


def grad_noise_var(per_sample_grads: Tensor, B: int) -> Tensor:
    """The variance of a mini-batch's gradient. / 미니배치 그래디언트의 분산."""
    raise NotImplementedError(
        "Write grad_noise_var: see the handout. / grad_noise_var를 작성하십시오. 안내문을 참고하십시오."
    )
