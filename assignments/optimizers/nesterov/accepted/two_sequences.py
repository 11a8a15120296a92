"""nag in the form of two sequences, without a velocity, as a list; the class subclasses torch.optim.Optimizer."""

from __future__ import annotations

import torch


def nag(grad_fn, x0, lr, mu, n):
    xs = [x0.clone()]
    y = xs[0]
    for _ in range(n):
        xs.append(y - lr * grad_fn(y))
        y = xs[-1] + mu * (xs[-1] - xs[-2])
    return xs


class NAG(torch.optim.Optimizer):
    def __init__(self, params, lr, momentum=0.9):
        super().__init__(params, {"lr": lr, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            lr, mu = group["lr"], group["momentum"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["v"] = torch.zeros_like(p)
                state["v"].mul_(mu).add_(p.grad)
                p.add_(p.grad.add(state["v"], alpha=mu), alpha=-lr)
