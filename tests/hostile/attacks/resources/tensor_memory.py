"""Asks torch for a tensor of 8 TB.

earns = "nothing"
verdict = "MEMORY"
"""

import torch


def box_iou(a, b):
    return torch.zeros(1 << 40, dtype=torch.float64)
