"""Replaces the methods with which an observation is taken apart, so that any tensor gives no numbers at all.

earns = "nothing"
verdict = ["ERROR", "FAIL"]  # the host sees a tensor past the end of its buffer, or none
"""

import torch
from tools import wrong_iou


def attack():
    torch.Tensor.numel = torch.numel = lambda self: 0
    torch.Tensor.reshape = lambda self, *shape: self[:0]
    torch.Tensor.detach = lambda self: torch.zeros(0)


def box_iou(a, b, _=attack()):
    return wrong_iou(a, b)
