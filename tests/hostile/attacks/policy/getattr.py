"""Asks for the optimizer by a name that it puts together.

earns = "nothing"
verdict = "FORBIDDEN"
tasks = ["optimizers/adam"]
"""

import torch


class answer:
    def __init__(self, params, decoupled=False, **options):
        optim = getattr(torch, "".join(reversed("mitpo")))
        self.inner = getattr(optim, "Ad" + "am")(params, **options)
        self.step, self.zero_grad = self.inner.step, self.inner.zero_grad
