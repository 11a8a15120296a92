"""Asks for a tensor with a negative shape.

earns = "nothing"
verdict = "ERROR"
"""

import torch


def box_iou(a, b):
    return torch.zeros(2, 3, dtype=torch.float64).as_strided((-2, -3), (1, 1))
