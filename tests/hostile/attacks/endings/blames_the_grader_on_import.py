"""Says that it could not be confined, as the first thing that its program does.

earns = "nothing"
verdict = "ERROR"
"""

import os

from tools import frame, push


def attack():
    push(frame({"event": "unable", "why": "bubblewrap is broken"}))
    os._exit(70)


def box_iou(a, b, _=attack()):
    return a
