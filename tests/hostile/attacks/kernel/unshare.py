"""Makes namespaces of its own, in which it would be root.

earns = "wrong"
printed = "refused: PermissionError"
"""

from tools import attempt, system_call, wrong_iou


def box_iou(a, b):
    for flag in (0x10000000, 0x00020000, 0x20000000, 0x40000000):
        attempt(system_call, "unshare", flag)
    return wrong_iou(a, b)
