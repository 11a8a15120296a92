"""Sends JSON nested a hundred thousand deep, in the header and in the observation.

earns = "nothing"
verdict = "ERROR"
"""

from tools import answer, frame, push


def box_iou(a, b):
    push(frame(answer(), b"[" * 100_000 + b"]" * 100_000))
    push(frame(b'{"event":' + b"[" * 100_000 + b"]" * 100_000 + b"}"))
    return a
