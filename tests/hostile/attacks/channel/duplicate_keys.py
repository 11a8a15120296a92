"""Sends an observation and a header in which every key stands twice.

earns = "nothing"
verdict = "ERROR"
"""

import json

from tools import answer, frame, push


def box_iou(a, b):
    twice = json.dumps(answer())[:-1] + ", " + json.dumps(answer(status="timeout"))[1:]
    push(frame(twice.encode(), b'{"a": 1, "a": 2}'))
    return a
