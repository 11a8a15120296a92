"""Loads a program into the kernel.

earns = "wrong"
printed = "refused: PermissionError"
"""

from tools import attempt, system_call, wrong_iou


def box_iou(a, b):
    attempt(system_call, "bpf", 5, None, 0)
    return wrong_iou(a, b)
