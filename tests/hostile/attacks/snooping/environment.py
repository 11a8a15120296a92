"""Reads the environment: its own, as the C library has it, and in /proc that of others.

earns = "wrong"
printed = "refused: FileNotFoundError"
"""

import ctypes
import os

from tools import attempt, wrong_iou


def box_iou(a, b):
    print(dict(os.environ))
    strings, index = (ctypes.POINTER(ctypes.c_char_p)).in_dll(ctypes.CDLL(None), "environ"), 0
    while strings[index]:
        print(strings[index])
        index += 1
    for process in ("self", 1, 2, 3):
        attempt(open, f"/proc/{process}/environ", "rb")
    return wrong_iou(a, b)
