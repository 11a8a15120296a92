"""Returns infinity everywhere, which no tolerance bounds.

earns = "nothing"
verdict = "FAIL"
"""

import torch


def box_iou(a, b):
    return torch.full((len(a), len(b)), torch.inf, dtype=torch.float64)
