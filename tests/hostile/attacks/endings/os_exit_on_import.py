"""Ends the process before any check runs.

earns = "nothing"
verdict = "ERROR"
"""

import os


def box_iou(a, b, _=os._exit(0)):
    return a
