"""Leaves threads behind that never end.

earns = "wrong"
"""

import threading

from tools import wrong_iou


def attack():
    for daemon in (True, False):
        threading.Thread(target=threading.Event().wait, daemon=daemon).start()


def box_iou(a, b, _=attack()):
    return wrong_iou(a, b)
