"""Kills everybody: process -1, and each by its number, the zygote and bubblewrap's first process among them.

earns = "wrong"
printed = "refused: ProcessLookupError"
"""

import os
import signal

from tools import attempt, wrong_iou


def box_iou(a, b):
    attempt(os.kill, -1, signal.SIGKILL)
    for process in range(2, 5_000):
        try:
            os.kill(process, signal.SIGKILL)
        except OSError:
            continue
        print("killed", process)
    return wrong_iou(a, b)
