"""Uses a forbidden layer through a class that it derives from it.

earns = "nothing"
verdict = "FORBIDDEN"
tasks = ["regularization/dropout"]
"""

import torch

Layer = getattr(torch.nn, "Drop" + "out")


class Mine(Layer):
    def __init__(self, p=0.5):
        super().__init__(p)


def answer(x=0.5, p=0.5, training=True, generator=None):
    return Mine(p)(x) if isinstance(x, torch.Tensor) else Mine(x)
