"""Pretends on import that the instructor pressed Ctrl-C.

earns = "nothing"
verdict = "ERROR"
"""


def attack():
    raise KeyboardInterrupt


def box_iou(a, b, _=attack()):
    return a
