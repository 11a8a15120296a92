"""Leaves a timer running whose handler raises in the middle of the grader's own code.

earns = "at most wrong"
"""

import signal

from tools import wrong_iou


def box_iou(a, b):
    signal.signal(signal.SIGALRM, lambda *arguments: 1 / 0)
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    return wrong_iou(a, b)
