"""Imports a part of a forbidden package.

earns = "nothing"
verdict = "FORBIDDEN"
"""

import importlib


def box_iou(a, b, ops=importlib.import_module("vision.ops".join(["torch", ""]))):
    return ops.box_iou(a, b)
