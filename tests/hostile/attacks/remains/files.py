"""Leaves files everywhere it can write, under the names of modules that others import.

earns = "wrong"
printed = "Read-only file system"
"""

import os

from tools import attempt, wrong_iou


def box_iou(a, b):
    for folder in ("/tmp", "/dev/shm", "/var/tmp", "/", os.getcwd(), "/dev", "/proc", "/usr/lib", "/packages/0"):
        for name in ("hostile-litter", "sitecustomize.py", "torch.py"):
            attempt(open, os.path.join(folder, name), "w")
    return wrong_iou(a, b)
