"""Returns a quantized tensor.

earns = "nothing"
verdict = "FAIL"
"""

import warnings

import torch
from tools import right_iou


def box_iou(a, b):
    warnings.simplefilter("ignore")
    return torch.quantize_per_tensor(right_iou(a, b).float(), 0.1, 0, torch.quint8)
