"""Traces the grader's own functions, and changes the results that lie in their local variables.

earns = "at most wrong"
"""

import sys

from tools import frames, wrong_iou


def trace(frame, event, argument):
    result = frame.f_locals.get("result")
    if isinstance(result, dict):
        result |= {"verdict": "PASS", "points": 12}
    return trace


def attack():
    sys.settrace(trace)
    sys.setprofile(lambda *arguments: None)
    for frame in frames():
        frame.f_trace = trace


def box_iou(a, b, _=attack()):
    return wrong_iou(a, b)
