"""Kills its parent process and everything in its process group.

earns = "wrong"
"""

import os
import signal

from tools import attempt, wrong_iou


def box_iou(a, b):
    attempt(os.kill, os.getppid(), signal.SIGKILL)
    attempt(os.killpg, 0, signal.SIGKILL)
    return wrong_iou(a, b)
