"""Reads and swallows what the host has to say, and never answers.

earns = "nothing"
verdict = "TIMEOUT"

[limits]
wall_seconds = 1.0
"""

import os

from tools import channel


def box_iou(a, b):
    while True:
        os.read(channel(), 1 << 20)
