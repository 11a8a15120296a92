"""Returns the batched tensor of a vmap that is over.

earns = "nothing"
verdict = ["ERROR", "FAIL"]  # what such a tensor does outside is not torch's promise
"""

import torch

kept = []


def box_iou(a, b):
    torch.vmap(lambda row: kept.append(row) or row)(torch.zeros(2, len(a), len(b), dtype=torch.float64))
    return kept[-1]
