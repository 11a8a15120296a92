"""Writes into torch and the grader's code, so that the next student runs something else.

earns = "wrong"
printed = "refused: OSError"
"""

import os

import torch
from tools import attempt, wrong_iou

import grader


def box_iou(a, b):
    for module in (torch, grader, os):
        attempt(open, module.__file__, "a")
        attempt(os.rename, module.__file__, "/tmp/hostile-litter")
        attempt(os.mkdir, os.path.join(os.path.dirname(module.__file__), "hostile-litter"))
    return wrong_iou(a, b)
