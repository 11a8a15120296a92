"""A subclass of torch.optim.Optimizer, with fused in-place operations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor


class Adadelta(torch.optim.Optimizer):
    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1.0,
        rho: float = 0.9,
        eps: float = 1e-6,
    ) -> None:
        super().__init__(params, {"lr": lr, "rho": rho, "eps": eps})

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:
        for group in self.param_groups:
            rho, eps = group["rho"], group["eps"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["squares"], state["steps"] = torch.zeros_like(p), torch.zeros_like(p)
                state["squares"].mul_(rho).addcmul_(p.grad, p.grad, value=1 - rho)
                delta = state["steps"].add(eps).sqrt_().div_(state["squares"].add(eps).sqrt_()).mul_(p.grad)
                p.sub_(delta, alpha=group["lr"])
                state["steps"].mul_(rho).addcmul_(delta, delta, value=1 - rho)
