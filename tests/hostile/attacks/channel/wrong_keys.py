"""Sends a header with keys of its own and without those it needs.

earns = "nothing"
verdict = "ERROR"
"""

from tools import frame, push


def box_iou(a, b):
    push(frame({"event": "check", "grade": 12, "__class__": "Report"}))
    return a
