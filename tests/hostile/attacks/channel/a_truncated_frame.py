"""Announces a frame, sends half of it and ends.

earns = "nothing"
verdict = "ERROR"
"""

import os

from tools import answer, frame, push


def box_iou(a, b):
    push(frame(answer(), b"[" * 1000)[:-500])
    os._exit(0)
