"""Calls the operator under a forbidden layer.

earns = "nothing"
verdict = "FORBIDDEN"
tasks = ["regularization/dropout"]
"""

import torch


def answer(x=0.5, p=0.5, training=True, generator=None):
    drop = getattr(torch.ops.aten, "native_" + "dropout")
    return drop(x, p, training)[0] if isinstance(x, torch.Tensor) else lambda y: drop(y, x, True)[0]
