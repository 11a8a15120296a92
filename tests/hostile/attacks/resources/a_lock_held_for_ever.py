"""Waits for a lock that it holds itself.

earns = "nothing"
verdict = "TIMEOUT"

[limits]
wall_seconds = 0.5
"""

import threading

lock = threading.Lock()


def box_iou(a, b):
    lock.acquire()
    lock.acquire()
