"""Stops itself, so that nobody hears from it again.

earns = "wrong"
"""

import os
import signal

from tools import wrong_iou


def box_iou(a, b):
    os.kill(0, signal.SIGSTOP)
    return wrong_iou(a, b)
