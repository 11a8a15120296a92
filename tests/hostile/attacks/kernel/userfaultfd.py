"""Asks to handle page faults itself, and so to hold the kernel up.

earns = "wrong"
printed = "refused: PermissionError"
"""

from tools import attempt, system_call, wrong_iou


def box_iou(a, b):
    attempt(system_call, "userfaultfd", 0)
    return wrong_iou(a, b)
