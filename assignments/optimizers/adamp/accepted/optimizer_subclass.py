"""A subclass of torch.optim.Optimizer; cosine_similarity and normalize of torch.nn.functional."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F


class AdamP(torch.optim.Optimizer):
    def __init__(
        self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, delta=0.1, wd_ratio=0.1, nesterov=False
    ):
        defaults = dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)
        super().__init__(params, defaults | dict(delta=delta, wd_ratio=wd_ratio, nesterov=nesterov))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    self.update(p, group)

    def update(self, p, group):
        (beta1, beta2), state = group["betas"], self.state[p]
        if not state:
            state.update(step=0, m=torch.zeros_like(p), v=torch.zeros_like(p))
        state["step"] += 1
        state["m"].lerp_(p.grad, 1 - beta1)
        state["v"].lerp_(p.grad.square(), 1 - beta2)
        m = state["m"].lerp(p.grad, 1 - beta1) if group["nesterov"] else state["m"]
        direction = m / (state["v"].div(1 - beta2 ** state["step"]).sqrt_() + group["eps"])
        ratio = 1.0
        if p.dim() > 1:
            for first in (0, -1):
                w, g, d = (x.flatten(1) if first == 0 else x.reshape(1, -1) for x in (p, p.grad, direction))
                cosine = F.cosine_similarity(w, g, dim=1, eps=group["eps"]).abs()
                if cosine.max() < group["delta"] / math.sqrt(w.shape[1]):
                    unit = F.normalize(w, dim=1, eps=group["eps"])
                    direction = (d - (d * unit).sum(1, keepdim=True) * unit).view_as(p)
                    ratio = group["wd_ratio"]
                    break
        p.mul_(1 - group["lr"] * group["weight_decay"] * ratio)
        p.add_(direction, alpha=-group["lr"] / (1 - beta1 ** state["step"]))
