"""Returns complex numbers whose real part is right.

earns = "nothing"
verdict = "FAIL"
"""

import torch
from tools import right_iou


def box_iou(a, b):
    return torch.complex(right_iou(a, b), torch.ones(len(a), len(b), dtype=torch.float64))
