"""Breaks what describes its exception.

earns = "nothing"
verdict = "ERROR"
"""

import traceback


def attack():
    traceback.walk_tb = lambda traceback: 1 / 0


def box_iou(a, b, _=attack()):
    raise ValueError("who can describe this?")
