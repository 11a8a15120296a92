"""Hangs up and goes on computing for ever.

earns = "nothing"
verdict = "ERROR"
"""

import os


def box_iou(a, b):
    os.closerange(3, 256)
    while True:
        pass
