"""Recurses in C until the stack ends.

earns = "nothing"
verdict = "ERROR"
"""

import ctypes

compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)


@compare
def deeper(depth):
    return deeper(depth + 1)


def box_iou(a, b):
    import sys

    sys.setrecursionlimit(1 << 30)
    return deeper(0)
