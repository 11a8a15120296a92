"""Answers with statuses that only the host gives, and with PASS.

earns = "nothing"
verdict = "ERROR"
"""

from tools import answer, frame, push


def box_iou(a, b):
    for status in ("PASS", "INTERNAL", "timeout", "not run"):
        push(frame(answer(status=status)))
    return a
