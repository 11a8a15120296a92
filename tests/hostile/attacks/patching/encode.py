"""Replaces the encoder, so that every tensor travels as one of zeros.

earns = "nothing"
verdict = "FAIL"
"""

import torch
from tools import wrong_iou

from grader.checks import observation
from grader.sandbox.guest import probing


def attack(encode=observation.encode):
    def zeros(value):
        if isinstance(value, dict):
            return {key: zeros(item) for key, item in value.items()}
        return torch.zeros_like(value, dtype=torch.float64) if isinstance(value, torch.Tensor) else value

    probing.encode = lambda value: encode(zeros(value))


def box_iou(a, b, _=attack()):
    return wrong_iou(a, b)
