"""A subclass of torch.optim.Optimizer with its param_groups and state."""

from __future__ import annotations

import math

import torch


class RAdam(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, threshold=5.0, warm="sgd"):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, threshold=threshold, warm=warm))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            rho_inf = 2 / (1 - beta2) - 1
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state.update(step=0, m=torch.zeros_like(p), v=torch.zeros_like(p))
                state["step"] += 1
                t, m, v = state["step"], state["m"], state["v"]
                m.mul_(beta1).add_(p.grad, alpha=1 - beta1)
                v.mul_(beta2).addcmul_(p.grad, p.grad, value=1 - beta2)
                rho = rho_inf - 2 * t * beta2**t / (1 - beta2**t)
                if rho > group["threshold"]:
                    variance = (rho - 4) * (rho - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho)
                    rate = group["lr"] * math.sqrt(variance * (1 - beta2**t)) / (1 - beta1**t)
                    p.addcdiv_(m, v.sqrt().add_(group["eps"]), value=-rate)
                elif group["warm"] == "sgd":
                    p.add_(m, alpha=-group["lr"] / (1 - beta1**t))
