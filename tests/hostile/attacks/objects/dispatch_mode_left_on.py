"""Leaves a dispatch mode on that gives zeros for everything that is computed afterwards.

earns = "nothing"
verdict = "FAIL"
"""

import torch
from tools import wrong_iou
from torch.utils._python_dispatch import TorchDispatchMode


class Zeros(TorchDispatchMode):
    def __torch_dispatch__(self, function, types, arguments=(), options=None):
        result = function(*arguments, **(options or {}))
        return result.zero_() if isinstance(result, torch.Tensor) and result.is_floating_point() else result


def box_iou(a, b, _=Zeros().__enter__()):
    return wrong_iou(a, b)
