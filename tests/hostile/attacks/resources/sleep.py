"""Sleeps, on import and in every call.

earns = "nothing"
verdict = "TIMEOUT"

[limits]
wall_seconds = 0.5
"""

import time


def box_iou(a, b, _=time.sleep(600)):
    time.sleep(600)
