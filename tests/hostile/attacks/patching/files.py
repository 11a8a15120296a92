"""Breaks the calls with which its output is read.

earns = "nothing"
verdict = "ERROR"
"""

import os

from tools import wrong_iou


def refuse(*arguments):
    raise MemoryError("can't allocate memory")


def attack():
    os.ftruncate = os.lseek = os.pread = refuse


def box_iou(a, b, _=attack()):
    return wrong_iou(a, b)
