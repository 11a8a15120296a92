"""Starts processes past the C library: fork, vfork, clone and clone3.

earns = "wrong"
printed = "refused: PermissionError"
"""

from tools import attempt, system_call, wrong_iou


def box_iou(a, b):
    attempt(system_call, "clone", 17, None, None, None, None)
    attempt(system_call, "clone3", None, 88)
    return wrong_iou(a, b)
