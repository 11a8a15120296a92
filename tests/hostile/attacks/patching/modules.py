"""Puts modules of its own in the place of the grader's in sys.modules.

earns = "wrong"
"""

import sys
import types

from tools import wrong_iou


class Fake(types.ModuleType):
    def __getattr__(self, name):
        return lambda *arguments, **options: None


def attack():
    for name in [name for name in sys.modules if name.startswith(("grader.checks", "grader.model", "grader.verdicts"))]:
        sys.modules[name] = Fake(name)


def box_iou(a, b, _=attack()):
    return wrong_iou(a, b)
