"""A subclass of torch.optim.Optimizer with its state dictionary; zero_grad is inherited."""

from __future__ import annotations

import torch


class Momentum(torch.optim.Optimizer):
    def __init__(self, params, lr, momentum=0.9, dampening=0.0, weight_decay=0.0):
        super().__init__(params, dict(lr=lr, mu=momentum, keep=1 - dampening, decay=weight_decay))

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                g = p.grad.add(p, alpha=group["decay"])
                state = self.state[p]
                if "velocity" in state:
                    state["velocity"].mul_(group["mu"]).add_(g, alpha=group["keep"])
                else:
                    state["velocity"] = g.clone()
                p.add_(state["velocity"], alpha=-group["lr"])
