"""Aborts, as an assertion in C would.

earns = "nothing"
verdict = "ERROR"
"""

import os


def box_iou(a, b):
    os.abort()
