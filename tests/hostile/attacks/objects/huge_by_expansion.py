"""Returns a tensor of 1e12 elements that lie in one place of memory.

earns = "nothing"
verdict = ["FAIL", "MEMORY"]  # refused for its size, or torch runs out of memory making it dense
"""

import torch


def box_iou(a, b):
    return torch.zeros(1, 1, dtype=torch.float64).expand(1_000_000, 1_000_000)
