"""Asks for a ring through which system calls pass by every filter.

earns = "wrong"
printed = "refused: PermissionError"
"""

import ctypes

from tools import attempt, system_call, wrong_iou


def box_iou(a, b):
    attempt(system_call, "io_uring_setup", 8, ctypes.create_string_buffer(120))
    return wrong_iou(a, b)
