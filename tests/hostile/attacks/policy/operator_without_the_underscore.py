"""Calls the operator that gives new tensors instead of writing into its arguments.

earns = "nothing"
verdict = "FORBIDDEN"
tasks = ["optimizers/adam"]
"""

import torch


class answer:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        self.params, self.options = list(params), {"lr": lr, "beta1": betas[0], "beta2": betas[1], "eps": eps}
        self.state = [[torch.zeros_like(p), torch.zeros_like(p), torch.zeros(())] for p in self.params]

    def step(self):
        fused = getattr(torch.ops.aten, "_fused_" + "adam")
        for param, state in zip(self.params, self.state, strict=True):
            given = [[param.detach()], [param.grad], [state[0]], [state[1]], [], [state[2] + 1]]
            new = fused(*given, weight_decay=0.0, amsgrad=False, maximize=False, **self.options)
            param.data, state[0], state[1], state[2] = new[0][0], new[2][0], new[3][0], state[2] + 1
