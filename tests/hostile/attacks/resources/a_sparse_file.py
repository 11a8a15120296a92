"""Makes a file of a terabyte, all of it a hole.

earns = "nothing"
verdict = "ERROR"
"""

import os


def box_iou(a, b):
    with open("/tmp/hostile-litter", "wb") as file:
        os.truncate(file.fileno(), 1 << 40)
