"""Sends places of tensors that lie outside of what it sends: behind the end, before the start, of negative shape.

earns = "nothing"
verdict = "ERROR"
"""

import json
import os

from tools import answer, checks, frame, push

PLACES = [
    [0, "torch.float64", "float64", [1 << 39, 1 << 39]],
    [-8, "torch.float64", "float64", [2, 3]],
    [0, "torch.float64", "float64", [-2, -3]],
    [0, "torch.float64", "float64", [1] * 100_000],
    [True, "torch.float64", "float64", [2, 3]],
    [0, "../../etc/passwd", "object", [2, 3]],
    [0, "torch.float64", "float64" * 100_000, []],
    [[], {}, None, "x"],
]


def box_iou(a, b):
    for name, place in zip(checks(), PLACES, strict=True):
        push(frame(answer(name), json.dumps({"$tensor": place}).encode()))
    os._exit(0)
