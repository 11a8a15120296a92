"""Resizes the storage of its inputs to nothing while others still look at it.

earns = "nothing"
verdict = ["ERROR", "FAIL"]  # the probe's own look at its inputs may raise
"""

import torch


def box_iou(a, b):
    a.untyped_storage().resize_(0)
    b.set_(torch.UntypedStorage(0), 0, (0,), (1,))
    return torch.zeros(2, 3, dtype=torch.float64)
