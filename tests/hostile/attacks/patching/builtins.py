"""Makes len, isinstance and type of Python itself say what suits.

earns = "nothing"
verdict = "ERROR"
"""

import builtins

from tools import wrong_iou


def attack():
    builtins.len = lambda thing: 0
    builtins.isinstance = lambda *arguments: True


def box_iou(a, b, _=attack()):
    return wrong_iou(a, b)
