"""Replaces the guest's own `observe` by one that always brings the same.

earns = "nothing"
verdict = "FAIL"
"""

from grader.sandbox.guest import child


def attack():
    child.observe = lambda check, *rest: (b"true", b"")


def box_iou(a, b, _=attack()):
    return a
