"""Writes to stderr without end, past Python's own stream.

earns = "nothing"
verdict = "ERROR"
"""

import os


def box_iou(a, b):
    while True:
        os.write(2, b"x" * 1000)
