"""Returns the parameter of a lazy module, which has no numbers yet.

earns = "nothing"
verdict = "FAIL"
"""

import torch


def box_iou(a, b):
    return torch.nn.LazyLinear(3).weight
