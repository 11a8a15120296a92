"""Has tracebacks of all threads written, again and again, from a thread of C.

earns = "nothing"
verdict = "TIMEOUT"

[limits]
wall_seconds = 0.5
"""

import faulthandler
import time


def box_iou(a, b):
    faulthandler.dump_traceback_later(0.01, repeat=True, file=2)
    time.sleep(600)
