"""Calls the operator under a ready-made optimizer, past all of Python's names for it.

earns = "nothing"
verdict = "FORBIDDEN"
tasks = ["optimizers/adam"]
"""

import torch


class answer:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        self.params, self.options = list(params), {"lr": lr, "beta1": betas[0], "beta2": betas[1], "eps": eps}
        self.state = [(torch.zeros_like(p), torch.zeros_like(p), torch.zeros(())) for p in self.params]
        self.fused = getattr(torch.ops.aten, "_fused_" + "adam_")

    def step(self):
        options = {"amsgrad": False, "weight_decay": 0.0, "maximize": False, **self.options}
        for param, (m, v, t) in zip(self.params, self.state, strict=True):
            t += 1
            with torch.no_grad():
                self.fused([param], [param.grad], [m], [v], [], [t], **options)
