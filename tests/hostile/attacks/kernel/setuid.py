"""Becomes root, and takes back the capabilities it has lost.

earns = "wrong"
printed = "refused: PermissionError"
"""

import os

from tools import attempt, system_call, wrong_iou


def box_iou(a, b):
    attempt(system_call, "setuid", 0)
    attempt(os.setresgid, 0, 0, 0)
    attempt(os.setgroups, [0])
    attempt(system_call, "capset", None, None)
    return wrong_iou(a, b)
