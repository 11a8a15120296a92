"""Mounts a /proc of its own, and unmounts what hides the old one.

earns = "wrong"
printed = "refused: PermissionError"
"""

from tools import attempt, system_call, wrong_iou


def box_iou(a, b):
    attempt(system_call, "mount", b"proc", b"/tmp", b"proc", 0, None)
    attempt(system_call, "umount2", b"/proc", 2)
    return wrong_iou(a, b)
