"""Replaces stdout and stderr by objects that raise when they are flushed, and closes the real ones.

earns = "wrong"
"""

import os
import sys

from tools import wrong_iou


class Broken:
    encoding = "utf-8"

    def __getattr__(self, name):
        raise RuntimeError(name)


def attack():
    sys.stdout = sys.stderr = sys.__stdout__ = Broken()
    os.close(1), os.close(2)


def box_iou(a, b, _=attack()):
    return wrong_iou(a, b)
