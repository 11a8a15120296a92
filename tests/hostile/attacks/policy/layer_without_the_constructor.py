"""Uses a forbidden layer's forward without making one.

earns = "nothing"
verdict = "FORBIDDEN"
tasks = ["regularization/dropout"]
"""

import types

import torch


def answer(x=0.5, p=0.5, training=True, generator=None):
    layer = types.SimpleNamespace(p=p, training=training, inplace=False)
    return vars(torch.nn)["Drop" + "out"].forward(layer, x)
