"""Reads from address 0.

earns = "nothing"
verdict = "ERROR"
"""

import ctypes


def box_iou(a, b):
    return ctypes.string_at(0)
