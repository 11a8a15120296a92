"""Sends a million small frames.

earns = "nothing"
verdict = "ERROR"
"""

from tools import frame, push


def box_iou(a, b):
    push(frame({}) * 1_000_000)
    return a
