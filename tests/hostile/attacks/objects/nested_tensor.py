"""Returns a nested tensor.

earns = "nothing"
verdict = ["ERROR", "FAIL"]  # torch has no dense form of it, and says so by an exception
"""

import warnings

import torch
from tools import right_iou


def box_iou(a, b):
    warnings.simplefilter("ignore")
    return torch.nested.nested_tensor(list(right_iou(a, b)))
