"""Returns fake tensors: a shape and a dtype, and no numbers.

earns = "nothing"
verdict = "FAIL"
"""

import torch
from torch._subclasses.fake_tensor import FakeTensorMode


def box_iou(a, b):
    with FakeTensorMode():
        return torch.zeros(len(a), len(b), dtype=torch.float64)
