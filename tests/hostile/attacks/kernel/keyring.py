"""Leaves a key in the user's keyring, and looks for those of others.

earns = "wrong"
printed = "refused: PermissionError"
"""

from tools import attempt, system_call, wrong_iou


def box_iou(a, b):
    attempt(system_call, "add_key", b"user", b"hostile", b"x", 1, -4)
    attempt(system_call, "keyctl", 0, -4, 1)
    return wrong_iou(a, b)
