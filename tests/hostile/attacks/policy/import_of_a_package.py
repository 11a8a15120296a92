"""Imports a forbidden package by a name that it puts together.

earns = "nothing"
verdict = "FORBIDDEN"
"""


def box_iou(a, b):
    return __import__("torch" + "vision").ops.box_iou(a, b)
