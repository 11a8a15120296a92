"""Sends itself every signal there is. It is process 1 of its namespace, whom signals without a handler do not reach.

earns = "wrong"
printed = "still here"
"""

import os
import signal

from tools import wrong_iou


def box_iou(a, b):
    for number in signal.valid_signals() - {signal.SIGINT}:
        os.kill(os.getpid(), number)
    print("still here")
    return wrong_iou(a, b)
