"""Leaves behind what forges answers when the process ends: an exit handler and an object with __del__.

earns = "wrong"
"""

import atexit

from tools import answer, frame, push, wrong_iou


def forge():
    push(frame(answer()))


class Last:
    def __del__(self):
        forge()


last = Last()


def box_iou(a, b, _=atexit.register(forge), kept=last):
    return wrong_iou(a, b)
