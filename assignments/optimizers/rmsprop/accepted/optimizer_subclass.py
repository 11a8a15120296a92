"""A subclass of torch.optim.Optimizer, with fused in-place operations and no buffer where momentum is 0."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor


class RMSprop(torch.optim.Optimizer):
    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        momentum: float = 0.0,
        centered: bool = False,
    ) -> None:
        settings = {"lr": lr, "alpha": alpha, "eps": eps, "momentum": momentum, "centered": centered}
        super().__init__(params, settings)

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    self.update(p, p.grad, self.state[p], group)

    def update(self, p: Tensor, g: Tensor, state: dict[str, Tensor], group: dict[str, Any]) -> None:
        alpha = group["alpha"]
        if not state:
            state.update(square=torch.zeros_like(p), mean=torch.zeros_like(p), buffer=torch.zeros_like(p))
        state["square"].mul_(alpha).addcmul_(g, g, value=1 - alpha)
        root = state["square"].sqrt()
        if group["centered"]:
            state["mean"].lerp_(g, 1 - alpha)
            root = state["square"].addcmul(state["mean"], state["mean"], value=-1).sqrt_()
        root.add_(group["eps"])
        if group["momentum"] > 0:
            state["buffer"].mul_(group["momentum"]).addcdiv_(g, root)
            p.sub_(state["buffer"], alpha=group["lr"])
        else:
            p.addcdiv_(g, root, value=-group["lr"])
