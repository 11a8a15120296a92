"""Returns NaN everywhere, which compares as neither more nor less.

earns = "nothing"
verdict = "FAIL"
"""

import torch


def box_iou(a, b):
    return torch.full((len(a), len(b)), torch.nan, dtype=torch.float64)
