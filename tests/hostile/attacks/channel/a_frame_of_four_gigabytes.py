"""Announces frames of 4 GB.

earns = "nothing"
verdict = "ERROR"
"""

import struct

from tools import push


def box_iou(a, b):
    push(struct.pack("!III", 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF) + b"{" * 1000)
    return a
