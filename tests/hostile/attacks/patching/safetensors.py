"""Lets safetensors write a header that says more than there is.

earns = "nothing"
verdict = "ERROR"
"""

import safetensors.numpy
from tools import wrong_iou

HEADER = b'{"torch.float64":{"dtype":"F64","shape":[1000000000],"data_offsets":[0,8000000000]}}'


def attack():
    safetensors.numpy.save = lambda arrays, *_: len(HEADER).to_bytes(8, "little") + HEADER


def box_iou(a, b, _=attack()):
    return wrong_iou(a, b)
