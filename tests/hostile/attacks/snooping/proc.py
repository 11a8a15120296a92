"""Reads from /proc what others have mapped and opened, and writes into the memory of process 1.

earns = "wrong"
printed = "processes: []"
"""

import os

from tools import attempt, wrong_iou


def box_iou(a, b):
    print("processes:", os.listdir("/proc"))
    for name in ("self/maps", "1/mem", "1/root/etc/passwd", "1/cwd", "sys/kernel/core_pattern", "self/fd", "kcore"):
        attempt(open, f"/proc/{name}", "r+b")
    return wrong_iou(a, b)
