"""Opens descriptors without end: files, pipes with all that they hold, and events.

earns = "nothing"
verdict = "ERROR"
"""

import fcntl
import os


def box_iou(a, b):
    while True:
        _, writer = os.pipe()
        size = fcntl.fcntl(writer, fcntl.F_GETPIPE_SZ)
        os.write(writer, bytes(size))
